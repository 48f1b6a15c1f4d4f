using IntegrationHub.Hub.Backfilling;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>The past of a tool: asked for, looked at, stopped, gone on with.</summary>
internal static class BackfillEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/backfills", (string client, Backfills backfills) => TypedResults.Ok(backfills.Of(client).Select(BackfillView.Of).ToArray()))
            .WithSummary("Spans of the past that are read, or were: those under way first, then the latest 50.");
        client.MapGet("/backfills/{id:long}", One).WithSummary("One of them, with its progress.");
        client.MapGet("/completeness", (string client, Completeness completeness) => TypedResults.Ok(completeness.Of(client).Select(CompletenessView.Of).ToArray()))
            .WithSummary("What the tools count of each of the last days beside what the hub holds.");
        client.MapPost("/connections/{connection}/backfills", AskAsync).WithSummary("Has a span of a tool's past read. No rule acts on what comes; it takes only what the tool's limits leave over.").ProducesProblem(409);
        client.MapPost("/backfills/{id:long}/stop", StopAsync).WithSummary("Stops the reading. What was read stays, and so does its place.").ProducesProblem(409);
        client.MapPost("/backfills/{id:long}/go-on", GoOnAsync).WithSummary("Goes on where it was stopped.").ProducesProblem(409);
    }

    private static Results<Ok<BackfillView>, ProblemHttpResult> One(string client, long id, Backfills backfills) =>
        backfills.One(client, id) is { } row ? TypedResults.Ok(BackfillView.Of(row)) : ApiProblems.NotFound("reading");

    private static async Task<Results<Ok<BackfillView[]>, ProblemHttpResult>> AskAsync(string client, string connection, BackfillWish wish, Backfills backfills, CurrentSetup setup, TimeProvider time)
    {
        if (ApiProblems.Unsigned(wish.By) is { } unsigned)
        {
            return unsigned;
        }

        if (setup.Value.Connection(client, connection) is null)
        {
            return ApiProblems.NotFound("connection");
        }

        var lens = new ClientLens(setup.Value.Clients[client], time.GetUtcNow());
        var (made, problem) = await backfills.AskAsync(new(client, connection, wish.Streams ?? [], lens.StartOf(wish.Since), wish.By.Trim()));
        return problem is null ? TypedResults.Ok(made.Select(id => BackfillView.Of(backfills.One(client, id)!)).ToArray()) : TypedResults.Problem(problem, statusCode: 409, title: "The past was not asked for");
    }

    private static async Task<Results<Ok<BackfillView>, ProblemHttpResult>> StopAsync(string client, long id, Signature order, Backfills backfills) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : await backfills.StopAsync(client, id, order.By.Trim()) ? TypedResults.Ok(BackfillView.Of(backfills.One(client, id)!))
        : backfills.One(client, id) is null ? ApiProblems.NotFound("reading")
        : TypedResults.Problem("It is not under way.", statusCode: 409, title: "Nothing was stopped");

    private static async Task<Results<Ok<BackfillView>, ProblemHttpResult>> GoOnAsync(string client, long id, Signature order, Backfills backfills) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : backfills.One(client, id) is null ? ApiProblems.NotFound("reading")
        : await backfills.GoOnAsync(client, id) is { } problem ? TypedResults.Problem(problem, statusCode: 409, title: "It does not go on")
        : TypedResults.Ok(BackfillView.Of(backfills.One(client, id)!));
}
