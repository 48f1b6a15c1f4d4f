using System.Linq.Expressions;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHub.Hub.Api;

/// <summary>The plain lists, newest first, paged by row id: events, decisions, actions, attempts, quarantine.</summary>
internal static class RecordEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/events", (string client, string? cursor, int? limit, HubStore store, CancellationToken stop) =>
            Read(store, cursor, limit, db => db.Events.Where(e => e.Client == client), e => e.Id, below => e => e.Id < below, stop));
        client.MapGet("/decisions", (string client, string? cursor, int? limit, HubStore store, CancellationToken stop) =>
            Read(store, cursor, limit, db => db.Decisions.Where(d => d.Client == client), d => d.Id, below => d => d.Id < below, stop));
        client.MapGet("/actions", (string client, string? cursor, int? limit, HubStore store, CancellationToken stop) =>
            Read(store, cursor, limit, db => db.Actions.Where(a => a.Client == client), a => a.Id, below => a => a.Id < below, stop));
        client.MapGet("/attempts", (string client, long? action, string? cursor, int? limit, HubStore store, CancellationToken stop) =>
            Read(store, cursor, limit, db => db.Attempts.Where(a => a.Client == client && (action == null || a.Action == action)), a => a.Id, below => a => a.Id < below, stop));
        client.MapGet("/quarantine", (string client, string? cursor, int? limit, HubStore store, CancellationToken stop) =>
            Read(store, cursor, limit, db => db.Envelopes.Where(e => e.Client == client && e.State == (int)EnvelopeState.Quarantined), e => e.Id, below => e => e.Id < below, stop));
        client.MapGet("/quarantine/{id:long}/body", async Task<Results<Ok<string>, ProblemHttpResult>> (string client, long id, BodyQuery bodies, CancellationToken stop) =>
            await bodies.ReadAsync(client, id, stop) is { } text ? TypedResults.Ok(text) : ApiProblems.NotFound("envelope"));
    }

    /// <summary>A limit in its bounds: 50 when none is named, at most 200.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? 50, 1, 200);

    private static async Task<Results<Ok<Page<T>>, ProblemHttpResult>> Read<T>(
        HubStore store, string? cursor, int? limit, Func<HubDb, IQueryable<T>> rows, Expression<Func<T, long>> idOf, Func<long, Expression<Func<T, bool>>> below, CancellationToken stop)
    {
        if (!PageCursor.TryParse(cursor, out var after))
        {
            return ApiProblems.Bad("cursor", "Take the value of 'next' of the page before, unchanged.");
        }

        var most = Limit(limit);
        await using var db = store.Context();
        var page = await rows(db).Where(below(after.Id)).OrderByDescending(idOf).Take(most + 1).ToListAsync(stop);
        var id = idOf.Compile();
        return TypedResults.Ok(Page<T>.Cut(page, most, r => new PageCursor(0, id(r))));
    }
}
