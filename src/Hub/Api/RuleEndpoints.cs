using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Testing;
using IntegrationHub.Mappings.Words;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHub.Hub.Api;

/// <summary>One rule: read as it is written, checked, kept as a draft, taken out. Nothing comes in force by it.</summary>
internal static class RuleEndpoints
{
    public static void Map(RouteGroupBuilder client)
    {
        var rule = client.MapGroup("/rules/{rule}");
        rule.MapGet("", One).WithSummary("A rule as it is written, its pack's words and the client's own put together, in the draft that waits or else in the version in force.");
        rule.MapPost("/check", Check).WithSummary("Looks at a rule as if it stood in the mapping: mistakes, its sentence, its cases played, warnings. Keeps nothing.").ProducesProblem(400);
        rule.MapPut("", Keep).WithSummary("Keeps a rule as part of the draft of the next version. A rule with mistakes is refused with all of them.").ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);
        rule.MapPost("/test", TestAsync).WithSummary("Sends the rule to somebody of the team with another person's values: no waits, no limits, counted nowhere, its tags taken off again after an hour.").ProducesProblem(400).ProducesProblem(409);
        rule.MapPost("/keep-arm", KeepArm).WithSummary("Ends a split: a draft of the rule in which the steps of one arm stand in its place.").ProducesProblem(409).ProducesProblem(422);
        rule.MapPost("/remove", Remove).WithSummary("Takes a rule out of the draft of the next version; a pack's rule becomes again as its pack says.").ProducesProblem(409).ProducesProblem(422);
    }

    private static Results<Ok<RuleSourceView>, ProblemHttpResult> One(string client, string rule, RuleEditing editing, CurrentSetup setup)
    {
        var opened = editing.Open(setup.Value.Clients[client]);
        return opened.Mapping.Rule(rule) is { } found
            ? TypedResults.Ok(new RuleSourceView(
                opened.Version, opened.IsDraft, found.Pack, JsonElement.Parse(found.Source), found.Parameters.ToDictionary(p => p.Key, p => p.Value is null ? (JsonElement?)null : JsonElement.Parse(p.Value))))
            : ApiProblems.NotFound("rule");
    }

    private static Results<Ok<RuleCheckView>, ProblemHttpResult> Check(string client, string rule, RuleOrder order, RuleEditing editing, PublishWarnings warnings, CurrentSetup setup, TimeProvider time)
    {
        if (Meant(rule, order) is { } problem)
        {
            return problem;
        }

        var owner = setup.Value.Clients[client];
        var check = editing.Check(owner, editing.Open(owner), order.Rule, Values(order));
        if (check is not { Mapping: { } mapping, Compiled: { } compiled })
        {
            return TypedResults.Ok(new RuleCheckView(check.Mistakes, null, [], [], []));
        }

        var text = RuleSentence.Of(compiled, new ClientLens(owner, time.GetUtcNow()).ToolsByRole);
        return TypedResults.Ok(new RuleCheckView(
            [], text.Sentence, text.Conditions, [.. RuleCases.Play(owner, check).Select(c => new RuleCaseView(c.Name, c.From, c.Differences.IsEmpty, c.Differences))],
            [.. warnings.Of(owner, mapping).Where(w => w.Warning.Rules.Contains(rule)).Select(WarningView.Of)]));
    }

    private static async Task<Results<Ok<MappingEntry>, ProblemHttpResult>> Keep(string client, string rule, RuleOrder order, RuleEditing editing, MappingHistory history, MappingsInForce inForce, CurrentSetup setup)
    {
        if ((ApiProblems.Unsigned(order.By) ?? Meant(rule, order)) is { } problem)
        {
            return problem;
        }

        var owner = setup.Value.Clients[client];
        return Seen(editing, inForce, owner, order.Expected) is { } opened
            ? Answer(client, await editing.SaveAsync(owner, opened, order.Rule, Values(order), order.By!.Trim()), history)
            : ApiProblems.NotFound("version that can run");
    }

    private static async Task<Results<Ok<MappingEntry>, ProblemHttpResult>> Remove(string client, string rule, RuleRemoval order, RuleEditing editing, MappingHistory history, MappingsInForce inForce, CurrentSetup setup)
    {
        if (ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        var owner = setup.Value.Clients[client];
        return editing.Open(owner).Mapping.Rule(rule) is null ? ApiProblems.NotFound("rule")
            : Seen(editing, inForce, owner, order.Expected) is { } opened ? Answer(client, await editing.RemoveAsync(owner, opened, rule, order.By.Trim()), history)
            : ApiProblems.NotFound("version that can run");
    }

    private static async Task<Results<Ok<MappingEntry>, ProblemHttpResult>> KeepArm(string client, string rule, ArmOrder order, ArmKeeping keeping, MappingsInForce inForce, MappingHistory history, CurrentSetup setup) =>
        ApiProblems.Unsigned(order.By) is { } unsigned ? unsigned
        : inForce.Find(client)?.Compiled.Rule(rule) is null ? ApiProblems.NotFound("rule")
        : Answer(client, await keeping.KeepAsync(setup.Value.Clients[client], rule, order.Arm ?? "", order.By.Trim()), history);

    private static async Task<Results<Ok<TestView>, ProblemHttpResult>> TestAsync(string client, string rule, TestOrder order, RuleTest test, CurrentSetup setup, TimeProvider time)
    {
        if (!order.Preview && ApiProblems.Unsigned(order.By) is { } unsigned)
        {
            return unsigned;
        }

        if ((order.Like ?? test.Example(client, rule)?.Id) is not { } like)
        {
            return TypedResults.Problem("The rule began for nobody yet. Name somebody with 'like' to whom happened what begins it.", statusCode: 409, title: "No example");
        }

        var preview = order.Preview ? test.Preview(client, rule, order.To, like, order.Arm) : await test.SendAsync(client, rule, order.To, like, order.By!.Trim(), order.Arm);
        var lens = new ClientLens(setup.Value.Clients[client], time.GetUtcNow());
        return preview.Problem is { } problem ? TypedResults.Problem(problem, statusCode: 409, title: "No test")
            : TypedResults.Ok(new TestView(!order.Preview, preview.Person, preview.Example, [.. preview.Actions.Select(a => TestWords.Says(a, preview, lens))], preview.Skipped));
    }

    // What the author saw: the version they name, else what is there now.
    private static RuleOpened? Seen(RuleEditing editing, MappingsInForce inForce, ClientSetup client, int? expected)
    {
        var now = editing.Open(client);
        return expected is not { } version || version == now.Version ? now : inForce.Find(client, version) is { } mapping ? now with { Version = version, Mapping = mapping } : null;
    }

    private static Results<Ok<MappingEntry>, ProblemHttpResult> Answer(string client, RuleSaved saved, MappingHistory history) =>
        saved.Meanwhile is { } other ? TypedResults.Problem($"{other.By} changed this rule meanwhile, in version {other.Version}. Nothing was kept; read it again.", statusCode: 409, title: "Changed meanwhile")
        : saved.Version == 0 ? ApiProblems.Mistaken([.. saved.Mistakes.Select(m => m.File.Length == 0 ? m with { File = "the rule" } : m)])
        : TypedResults.Ok(history.List(client).First(e => e.Version == saved.Version));

    private static ProblemHttpResult? Meant(string rule, RuleOrder order) =>
        string.IsNullOrWhiteSpace(order.Rule) ? ApiProblems.Bad("rule", "Send the rule: the text of a JSON object.")
        : order.Rule.Length <= RuleEditing.LongestRule && RuleEditing.IdOf(order.Rule) is { } id && id != rule ? ApiProblems.Bad("rule.id", $"It must be '{rule}', as in the address.")
        : null; // what is not readable, too long or without an id is among the mistakes

    private static Dictionary<string, string> Values(RuleOrder order) => (order.Parameters ?? new Dictionary<string, JsonElement>()).ToDictionary(p => p.Key, p => p.Value.GetRawText(), StringComparer.Ordinal);
}
