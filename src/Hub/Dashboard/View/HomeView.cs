using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>The first page of a client. Pure: rows in, sentences and sums out.</summary>
/// <param name="Finding">The page's title.</param>
/// <param name="Below">The line under it.</param>
/// <param name="Needs">What needs a person, the most urgent first.</param>
/// <param name="Did">What the rules did, one line a rule.</param>
/// <param name="DoneTotal">Actions done since yesterday: the sum over <paramref name="Did"/>.</param>
/// <param name="Coming">What is due next.</param>
/// <param name="Stopped">True while everything is stopped for this client.</param>
public sealed record HomeView(
    string Finding, string Below, IReadOnlyList<NeedView> Needs, IReadOnlyList<DidView> Did, int DoneTotal, IReadOnlyList<ComingView> Coming, bool Stopped)
{
    /// <summary>Makes the view.</summary>
    public static HomeView Of(HomeRows rows, ClientLens lens)
    {
        var client = lens.Client;
        var at = $"/c/{client.Id}";
        var stopped = rows.Stops.Any(s => s.Scope == "client");
        var needs = new List<NeedView>();
        foreach (var broken in rows.States.Where(s => s.State == "needs-you"))
        {
            needs.Add(new NeedView(1, $"{lens.Tool(broken.Connection)} needs you", ConnectionWords.Says(broken, 0, lens) ?? $"Since {lens.When(broken.Since)}.", at + "/connections", "See the connection"));
        }

        if (rows.Approvals.Count > 0)
        {
            var first = rows.Approvals.FirstOrDefault(a => a.ExpiresAt is not null);
            needs.Add(new NeedView(
                rows.Approvals.Count, rows.Approvals.Count == 1 ? "Draft waits for your OK" : "Drafts wait for your OK",
                rows.Approvals[0].Title + (first is null ? "" : $" · the first expires {lens.When(first.ExpiresAt!.Value)}"), at + "/inbox", "Open inbox"));
        }

        if (rows.Uncertain.Count > 0)
        {
            needs.Add(new NeedView(
                rows.Uncertain.Count, rows.Uncertain.Count == 1 ? "Action may or may not have happened" : "Actions may or may not have happened",
                $"{lens.Tool(rows.Uncertain[0].Connection)} broke off before it answered. Look, then tell the hub which it was.", at + "/inbox", "Decide"));
        }

        needs.AddRange(rows.Alerts.Where(a => a.Kind != "connection").GroupBy(a => a.Text, StringComparer.Ordinal).Select(g =>
        {
            var alert = g.First();
            var about = alert.Rule is null ? "" : $"Rule: {Words.Rule(alert.Rule)} · ";
            return new NeedView(g.Count(), g.Key, about + (alert.DueAt is { } due ? $"due {lens.When(due)}" : $"since {lens.When(g.Min(a => a.RaisedAt))}"),
                alert.Contact is { } who ? $"{at}/contacts/{who}" : alert.Kind == "connection" ? at + "/connections" : at + "/log", alert.Contact is null ? "Look" : "Open contact");
        }));

        if (rows.Quarantined > 0)
        {
            needs.Add(new NeedView(rows.Quarantined, rows.Quarantined == 1 ? "Message could not be read" : "Messages could not be read", "Kept as it came; nothing is lost.", at + "/log?kind=envelope&result=failed", "See the cause"));
        }

        var did = rows.Done.Where(d => d.State is (int)ActionState.Done or (int)ActionState.Ignored).GroupBy(d => d.Rule, StringComparer.Ordinal)
            .Select(g => new DidView(g.Key, g.Sum(d => d.N), string.Join(", ", g.Select(d => $"{Words.Count(d.N, "time", "times")} {Action(d.Name)}")), $"{at}/log?kind=action&rule={Uri.EscapeDataString(g.Key)}"))
            .OrderByDescending(d => d.N).ThenBy(d => d.Rule, StringComparer.Ordinal).ToList();
        var total = did.Sum(d => d.N);
        var waiting = needs.Sum(n => n.N);
        var coming = rows.Runs.Select(r => new ComingView(r.DueAt!.Value, $"{Words.Rule(r.Rule)} goes on", Name(rows, r.Contact), r.Contact))
            .Concat(rows.Due.Select(a => new ComingView(a.DueAt, $"{Words.Action(a.Name, a.Payload, a.State)} in {lens.Tool(a.Connection)}", Name(rows, a.Contact), a.Contact)))
            .OrderBy(c => c.At).Take(8).ToList();
        var summary = $"Since yesterday: {Words.Count(rows.Events, "event", "events")}, {Words.Count(total, "action", "actions")} done.";
        return new HomeView(
            stopped ? $"Everything is stopped for {client.Name}. {Words.Count(rows.Held, "action is", "actions are")} held"
                : needs.Count == 0 ? (client.Connections.IsEmpty ? "Nothing is connected yet" : "Nothing needs you") : $"{Words.Count(waiting, "thing needs", "things need")} you, {Words.Count(total, "was", "were")} done without you",
            client.Connections.IsEmpty && needs.Count == 0 ? "Start with the tool that knows your customers best, usually the shop. Reading is safe: the hub changes nothing until you switch a rule on."
                : summary + (rows.States.Count > 0 && rows.States.All(s => s.State == "fine") ? " All connections fine." : ""),
            needs, did, total, coming, stopped);
    }

    private static string? Name(HomeRows rows, long? contact) => contact is { } id ? rows.Names.GetValueOrDefault(id) : null;

    private static string Action(string name) => name switch
    {
        _ when name.EndsWith("tag.add", StringComparison.Ordinal) => "a tag added",
        _ when name.EndsWith("tag.remove", StringComparison.Ordinal) => "a tag taken off",
        _ when name.EndsWith("field.set", StringComparison.Ordinal) || name.EndsWith("property.set", StringComparison.Ordinal) => "a field set",
        _ when name.EndsWith("task.create", StringComparison.Ordinal) => "a task made",
        _ when name.EndsWith("note.create", StringComparison.Ordinal) => "a note written",
        _ when name.EndsWith("reply", StringComparison.Ordinal) => "a review answered",
        _ => name,
    };
}
