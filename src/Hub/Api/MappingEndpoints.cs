using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>The history of a client's rules: read, compare, draft, publish, roll back.</summary>
internal static class MappingEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        var mappings = client.MapGroup("/mappings");
        mappings.MapGet("", (string client, MappingHistory history) => TypedResults.Ok(history.List(client))).WithSummary("All versions of the rules, the newest first: who wrote each, who put it in force, and why.");
        mappings.MapGet("/{version:int}", One).WithSummary("A version: its text, its mistakes, and each rule in a sentence.");
        mappings.MapGet("/difference", Difference).WithSummary("What changes between two versions, rule by rule. Left out, 'from' is the version in force and 'to' the draft.");
        mappings.MapPost("", Draft).WithSummary("Keeps a text as the draft of the next version. A text with mistakes is refused with all of them.").ProducesProblem(422);
        mappings.MapPost("/{version:int}/publish", Publish).WithSummary("Puts a version in force, or an earlier one again. 'runs' says what becomes of open runs: finish, move or end.").ProducesProblem(409).ProducesProblem(422);
        mappings.MapPost("/{version:int}/discard", Discard).WithSummary("Puts a draft away; it stays in the history.").ProducesProblem(409);
        client.MapGet("/rules/review", (string client, RulesToReviewQuery query, CurrentSetup setup) => TypedResults.Ok(query.Read(setup.Value.Clients[client])
            .Select(r => new RuleReviewView(r.Rule.Id, r.Rule.Owner, r.DueSince, r.Runs, ReviewWords.Says(r))).ToArray())).WithSummary("Rules past their day of review, and rules that were on for 60 days without anybody reaching their goal.");
        client.MapGet("/rules/{rule}/phases", Phases).WithSummary("What a rule did while it watched, was tried and was on: people, goals, and what those held out say.");
        client.MapGet("/rules/{rule}/already", Already).WithSummary("How many people are there already for a rule that begins at something that lasts, and how their turns go on.");
        client.MapPost("/rules/{rule}/mode", Mode).WithSummary("Sets the mode of a rule: a new version that differs in nothing else, in force at once.").ProducesProblem(409).ProducesProblem(422);
    }

    private static Results<Ok<MappingView>, ProblemHttpResult> One(string client, int version, MappingHistory history, MappingPublishing publishing, CurrentSetup setup, TimeProvider time)
    {
        if (history.Document(client, version) is not { } document || history.List(client).FirstOrDefault(e => e.Version == version) is not { } entry)
        {
            return ApiProblems.NotFound("version");
        }

        var loaded = publishing.Check(client, document, $"version {version}");
        var lens = new ClientLens(setup.Value.Clients[client], time.GetUtcNow());
        return TypedResults.Ok(new MappingView(entry, document, loaded.Mistakes, [.. (loaded.Mapping?.Rules ?? []).Select(r => Says(r, lens))]));
    }

    private static Results<Ok<MappingDifferenceView>, ProblemHttpResult> Difference(
        string client, int? from, int? to, MappingHistory history, MappingsInForce inForce, PublishWarnings warnings, CurrentSetup setup, TimeProvider time)
    {
        var before = from ?? inForce.Find(client)?.Version ?? 0;
        var after = to ?? history.List(client).FirstOrDefault(e => e.State == MappingEntry.Draft)?.Version ?? 0;
        if (after == 0)
        {
            return TypedResults.Problem("No draft waits. Name two versions with 'from' and 'to'.", statusCode: 404, title: "Nothing to compare");
        }

        var owner = setup.Value.Clients[client];
        if (inForce.Find(owner, before) is not { } was || inForce.Find(owner, after) is not { } becomes)
        {
            return ApiProblems.NotFound("version that can run");
        }

        var (difference, lens) = (MappingDifference.Between(was, becomes), new ClientLens(owner, time.GetUtcNow()));
        return TypedResults.Ok(new MappingDifferenceView(
            before, after,
            [.. difference.Rules.Select(r => new RuleDifferenceView(r.Id, r.Before is null ? "added" : r.After is null ? "removed" : "changed", r.Before is null ? null : Says(r.Before, lens), r.After is null ? null : Says(r.After, lens), r.Values))],
            difference.Settings, [.. warnings.Of(owner, becomes).Select(WarningView.Of)]));
    }

    private static async Task<Results<Ok<MappingEntry>, ProblemHttpResult>> Draft(string client, DraftOrder order, MappingHistory history, MappingPublishing publishing)
    {
        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        if (order.Document is not { Length: > 0 and <= MappingHistory.LongestDocument })
        {
            return ApiProblems.Bad("document", $"Send the text of a mapping, at most {MappingHistory.LongestDocument:N0} characters.");
        }

        if (publishing.Check(client, order.Document, order.Name is { Length: > 0 and <= 200 } name ? name : "the mapping") is { Mapping: null } loaded)
        {
            return ApiProblems.Mistaken(loaded.Mistakes);
        }

        var version = await history.DraftAsync(client, order.Document, order.By.Trim(), order.FromFile ? MappingEntry.FromFile : MappingEntry.FromPerson);
        return TypedResults.Ok(history.List(client).First(e => e.Version == version));
    }

    private static async Task<Results<Ok<PublishView>, ProblemHttpResult>> Publish(string client, int version, PublishOrder order, MappingPublishing publishing, CancellationToken stop)
    {
        if (ApiProblems.Unsigned(order.By, order.Note) is { } unsigned)
        {
            return unsigned;
        }

        return Enum.TryParse<OpenRuns>(order.Runs ?? "finish", true, out var runs) && Enum.IsDefined(runs) && !int.TryParse(order.Runs, out _)
            ? Answer(await publishing.PublishAsync(client, version, runs, order.By.Trim(), order.Note?.Trim() ?? "", order.Expected, stop))
            : ApiProblems.Bad("runs", "It is one of finish, move, end.");
    }

    private static async Task<Results<Ok<PublishView>, ProblemHttpResult>> Mode(string client, string rule, ModeOrder order, MappingsInForce inForce, MappingPublishing publishing, CancellationToken stop)
    {
        if (inForce.Find(client)?.Compiled.Rule(rule) is null)
        {
            return ApiProblems.NotFound("rule");
        }

        if (ApiProblems.Unsigned(order.By, order.Note) is { } unsigned)
        {
            return unsigned;
        }

        return string.IsNullOrEmpty(order.Mode) ? ApiProblems.Bad("mode", "It is one of off, shadow, pilot:20%, pilot, live.")
            : Answer(await publishing.SetModeAsync(client, rule, order.Mode, order.By.Trim(), order.Note?.Trim() ?? "", order.Contacts, order.Already, stop));
    }

    private static Results<Ok<RulePhaseView[]>, ProblemHttpResult> Phases(string client, string rule, RulePhasesQuery query, MappingsInForce inForce, CurrentSetup setup, TimeProvider time)
    {
        if (inForce.Find(client)?.Compiled.Rule(rule) is null)
        {
            return ApiProblems.NotFound("rule");
        }

        var owner = setup.Value.Clients[client];
        var lens = new ClientLens(owner, time.GetUtcNow());
        return TypedResults.Ok(query.Read(owner, rule).Select(p => new RulePhaseView(PhaseWords.Mode(p), p, PhaseWords.Sum(p), p.Goal is { } goal ? PhaseWords.Rate(goal) : null, PhaseWords.Says(p, lens),
            SplitWords.Says(p, lens), p is { To: null, Split: { } split } ? SplitWords.Proposes(split) : null)).ToArray());
    }

    private static Results<Ok<AlreadyCount>, ProblemHttpResult> Already(string client, string rule, AlreadyQuery query, MappingsInForce inForce) =>
        inForce.Find(client)?.Compiled.Rule(rule) is not { } found ? ApiProblems.NotFound("rule")
        : query.Of(client, found) is { } count ? TypedResults.Ok(count)
        : TypedResults.Problem("The rule begins at something that happens, not at something that lasts: nobody can be there already.", statusCode: 404, title: "Nobody can be there already");

    private static async Task<Results<NoContent, ProblemHttpResult>> Discard(string client, int version, DiscardOrder order, MappingHistory history) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : await history.DiscardAsync(client, version) ? TypedResults.NoContent()
        : TypedResults.Problem("This version is no draft. It may have been published or put away meanwhile.", statusCode: 409, title: "No draft");

    private static Results<Ok<PublishView>, ProblemHttpResult> Answer(PublishOutcome outcome) => outcome.Answer switch
    {
        PublishAnswer.Done => TypedResults.Ok(new PublishView(outcome.Version, true, [.. outcome.Warnings.Select(WarningView.Of)])),
        PublishAnswer.Waits => TypedResults.Ok(new PublishView(outcome.Version, false, [.. outcome.Warnings.Select(WarningView.Of)])),
        PublishAnswer.NoSuchVersion => ApiProblems.NotFound("version"),
        PublishAnswer.InForceAlready => TypedResults.Problem($"Version {outcome.Version} says this already. Nothing was changed.", statusCode: 409, title: "In force already"),
        PublishAnswer.ChangedMeanwhile => TypedResults.Problem($"Version {outcome.Version} came in force meanwhile. Nothing was changed; look again.", statusCode: 409, title: "Changed meanwhile"),
        _ => ApiProblems.Mistaken(outcome.Mistakes),
    };

    private static MappingRuleView Says(CompiledRule rule, ClientLens lens)
    {
        var text = RuleSentence.Of(rule, lens.ToolsByRole);
        return new(rule.Id, Words.Mode(rule), text.Sentence, text.Conditions);
    }
}
