using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>The first page of a client. Pure: rows in, sentences and sums out.</summary>
/// <param name="Finding">The page's title.</param>
/// <param name="Below">The line under it.</param>
/// <param name="Needs">What needs a person, the most urgent first.</param>
/// <param name="Did">What the rules did, one line a rule.</param>
/// <param name="Watched">What rules that only watch would have done.</param>
/// <param name="DoneTotal">Actions done in the period: the sum over <paramref name="Did"/>.</param>
/// <param name="Coming">What is due next.</param>
/// <param name="Stopped">True while everything is stopped for this client.</param>
public sealed record HomeView(
    string Finding, string Below, IReadOnlyList<NeedView> Needs, IReadOnlyList<DidView> Did, IReadOnlyList<string> Watched, int DoneTotal, IReadOnlyList<ComingView> Coming, bool Stopped)
{
    /// <summary>Minutes of typing that one action saves.</summary>
    public const int MinutesAnAction = 1;

    private const int Listed = 8;

    /// <summary>What the actions saved: actions times the minute.</summary>
    public TimeSpan Saved => TimeSpan.FromMinutes(DoneTotal * MinutesAnAction);

    /// <summary>Makes the view.</summary>
    /// <param name="rows">What was read.</param>
    /// <param name="lens">How things read.</param>
    /// <param name="rules">The client's mapping; null while none is in force.</param>
    public static HomeView Of(HomeRows rows, ClientLens lens, CompiledMapping? rules = null)
    {
        var client = lens.Client;
        var stopped = rows.Stops.Any(s => s.Scope == "client");
        var needs = HomeNeeds.Of(rows, lens);
        var did = Deeds(rows, lens, rules);
        var (waiting, total) = (needs.Sum(n => n.N), did.Sum(d => d.N));
        var nothing = client.Connections.IsEmpty && needs.Count == 0;
        var finding = stopped ? $"Everything is stopped for {client.Name}. {Words.Count(rows.Held, "action is", "actions are")} held"
            : nothing ? "Nothing is connected yet"
            : needs.Count == 0 ? "Nothing needs you"
            : $"{Words.Count(waiting, "thing needs", "things need")} you, {Words.Count(total, "was", "were")} done without you";
        var below = nothing
            ? "Start with the tool that knows your customers best, usually the shop. Reading is safe: the hub changes nothing until you switch a rule on."
            : $"{Words.Count(rows.Events, "event", "events")} came in and {Words.Count(total, "action was", "actions were")} done in these seven days." + Health(rows, lens);
        var watched = rows.Verdicts.Where(v => v.Verdict == (int)Verdict.Watched).OrderByDescending(v => v.People).ThenBy(v => v.Rule, StringComparer.Ordinal)
            .Select(v => $"“{Words.Rule(v.Rule)}” only watches so far: it would have acted for {Words.Count(v.People, "person", "people")}.").ToList();
        return new HomeView(finding, below, needs, did, watched, total, Next(rows, lens, rules), stopped);
    }

    private static string Health(HomeRows rows, ClientLens lens)
    {
        var bad = rows.States.Where(s => s.State is "needs-you" or "off").Select(s => lens.Tool(s.Connection)).ToList();
        return bad.Count > 0 ? $" {string.Join(" and ", bad)} {(bad.Count == 1 ? "does" : "do")} not work."
            : rows.States.Count > 0 && rows.States.All(s => s.State == "fine") ? " All connections are fine." : "";
    }

    private static List<DidView> Deeds(HomeRows rows, ClientLens lens, CompiledMapping? rules) =>
        [.. rows.Done.Where(d => ((ActionState)d.State).IsDone()).GroupBy(d => d.Rule, StringComparer.Ordinal).Select(g =>
        {
            var deeds = g.GroupBy(d => (d.Name, d.Connection, d.Mark)).Select(d => d.First() with { N = d.Sum(x => x.N), People = d.Sum(x => x.People) }).OrderByDescending(d => d.N).ThenBy(d => d.Name, StringComparer.Ordinal).ToList();
            var (before, strong, after) = Words.Did(deeds[0], lens);
            var others = deeds.Skip(1).Select(d => Words.Did(d, lens)).Select(d => $"{d.Before} {d.Strong} {d.After}.").ToList();
            if (LeftAlone(rows.Verdicts, g.Key) is { } alone)
            {
                others.Add(alone);
            }

            return new DidView(
                g.Key, g.Sum(d => d.N), before, strong, after, string.Join(" ", others), lens.RuleStage(rules?.Rule(g.Key)?.Stage), $"/c/{lens.Client.Id}/log?kind=action&rule={Uri.EscapeDataString(g.Key)}");
        }).OrderByDescending(d => d.N).ThenBy(d => d.Rule, StringComparer.Ordinal)];

    // Whom a rule left alone is as much worth saying as whom it reached.
    private static string? LeftAlone(IReadOnlyList<VerdictCount> verdicts, string rule)
    {
        var refused = verdicts.Where(v => v.Rule == rule && (Verdict)v.Verdict is Verdict.NoConsent or Verdict.Capped or Verdict.Paused or Verdict.HeldOut).OrderByDescending(v => v.People).ToList();
        return refused.Count == 0 ? null : $"Left alone: {string.Join(", ", refused.Select(v => $"{v.People} ({Words.Verdict(v.Verdict).Replace("no, ", "", StringComparison.Ordinal)})"))}.";
    }

    private static List<ComingView> Next(HomeRows rows, ClientLens lens, CompiledMapping? rules) =>
        [.. rows.Runs.Select(r => (At: r.DueAt!.Value, What: Goes(r, lens, rules), r.Contact))
            .Concat(rows.Due.Select(a => (At: a.DueAt, What: $"{Words.Action(a.Name, a.Payload, a.State)} in {lens.Tool(a.Connection)}", a.Contact)))
            .GroupBy(c => (c.What, lens.Local(c.At).Date))
            .Select(g => new ComingView(g.Min(c => c.At), g.Key.What, [.. g.Select(c => c.Contact).OfType<long>().Distinct().Select(id => (id, rows.Names.GetValueOrDefault(id) ?? "contact"))]))
            .OrderBy(c => c.At).Take(Listed)];

    private static string Goes(Storage.Rows.RunRow run, ClientLens lens, CompiledMapping? rules)
    {
        if (run.Rule == "hub.checkout")
        {
            return "The checkout counts as left, unless an order comes";
        }

        var next = rules?.Rule(run.Rule) is { } rule ? NextWords.Of(rule, run.Step, run.State == (int)RunState.Held, lens.ToolsByRole) : null;
        return Words.Rule(run.Rule) + (next is null ? " ends" : ": " + next);
    }
}
