using System.Globalization;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>What is coming up, skipping and holding it.</summary>
internal static class ComingEndpoints
{
    private const int MostItems = 500;

    public static void Map(RouteGroupBuilder client)
    {
        client.MapGet("/coming", ListAsync).WithSummary("What will happen by itself within 1 to 7 days: runs that wake, actions that are planned or held, each with what keeps it.").ProducesProblem(400);
        client.MapPost("/coming/skip", SkipAsync).WithSummary("Skips runs and actions that are coming up: runs end, planned and held actions are dropped. What happened meanwhile is left.").ProducesProblem(400);
        client.MapPost("/coming/hold", HoldAsync).WithSummary("Lets runs and actions that are coming up rest until a time. What a run waits for still ends its wait; what is of no use by then is dropped then.").ProducesProblem(400);
    }

    private static async Task<Results<Ok<ComingListView>, ProblemHttpResult>> ListAsync(
        string client, int? days, string? rule, bool? held, string? after, int? limit, ComingQuery query, MappingsQuery rules, ContactsQuery contacts, CurrentSetup setup, TimeProvider time)
    {
        if (days is < 1 or > 7)
        {
            return ApiProblems.Bad("days", "It is 1 to 7.");
        }

        var dot = after?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        var at = long.MinValue;
        if (after is { Length: > 0 } && (dot < 1 || !long.TryParse(after.AsSpan(0, dot), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out at)))
        {
            return ApiProblems.Bad("after", "Give the 'next' of the page before.");
        }

        var owner = setup.Value.Clients[client];
        var lens = new ClientLens(owner, time.GetUtcNow());
        var most = Math.Clamp(limit ?? 100, 1, MostItems);
        var rows = query.Rows(owner, TimeSpan.FromDays(days ?? 7), rule, held, at, dot < 1 ? "" : after![(dot + 1)..], most + 1);
        var page = rows.Take(most).ToList();
        var names = await contacts.NamesAsync(client, [.. page.Select(r => r.Contact).OfType<long>().Distinct()]);
        return TypedResults.Ok(new ComingListView(
            [.. query.Counts(owner)],
            [.. page.Select(r => new ComingItemView(
                DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.Run, r.Action, r.Rule, r.Contact, r.Contact is { } id ? names.GetValueOrDefault(id) : null,
                ComingWords.What(r, rules.Rule(owner, r.Rule, r.Version), lens), r.Held, r.Why))],
            rows.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].At}.{page[^1].Key}") : null));
    }

    private static async Task<Results<Ok<HoldView>, ProblemHttpResult>> HoldAsync(string client, HoldOrder order, Skipping skipping, TimeProvider time, CancellationToken stop)
    {
        if (ApiProblems.Unsigned(order.By, order.Note) is { } unsigned)
        {
            return unsigned;
        }

        string[] runs = order.Runs ?? [];
        long[] actions = order.Actions ?? [];
        var now = time.GetUtcNow();
        return runs.Length + actions.Length is 0 or > Skipping.Most ? ApiProblems.Bad("runs", $"Name 1 to {Skipping.Most} runs and actions.")
            : order.Until <= now || order.Until > now + Skipping.Longest ? ApiProblems.Bad("until", "Name a time that comes within a year.")
            : TypedResults.Ok(new HoldView(await skipping.HoldAsync(client, runs, actions, order.Until, order.By.Trim(), order.Note?.Trim() ?? "", stop)));
    }

    private static async Task<Results<Ok<SkipView>, ProblemHttpResult>> SkipAsync(string client, SkipOrder order, Skipping skipping, CancellationToken stop)
    {
        if (ApiProblems.Unsigned(order.By, order.Note) is { } unsigned)
        {
            return unsigned;
        }

        string[] runs = order.Runs ?? [];
        long[] actions = order.Actions ?? [];
        return runs.Length + actions.Length is 0 or > Skipping.Most ? ApiProblems.Bad("runs", $"Name 1 to {Skipping.Most} runs and actions.")
            : TypedResults.Ok(new SkipView(await skipping.SkipAsync(client, runs, actions, order.By.Trim(), order.Note?.Trim() ?? "", stop)));
    }
}
