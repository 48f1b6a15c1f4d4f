using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What needs a person, gathered so that one thing is counted once: a draft with the alert and the task it came with, equal alerts of a rule as one line.</summary>
public static class HomeNeeds
{
    private const int Named = 3;
    private const int Long = 60;

    /// <summary>Makes the lines, the most urgent first.</summary>
    public static IReadOnlyList<NeedView> Of(HomeRows rows, ClientLens lens)
    {
        var at = $"/c/{lens.Client.Id}";
        var needs = new List<NeedView>();
        foreach (var broken in rows.States.Where(s => s.State is "needs-you"))
        {
            needs.Add(new NeedView(1, $"{lens.Tool(broken.Connection)} needs you", ConnectionWords.Says(broken, 0, lens) ?? $"Since {lens.When(broken.Since)}.", $"{at}/connections/{broken.Connection}", "See the connection"));
        }

        if (rows.Approvals.Count > 0)
        {
            var first = rows.Approvals.FirstOrDefault(a => a.ExpiresAt is not null);
            needs.Add(new NeedView(
                rows.Approvals.Count, rows.Approvals.Count == 1 ? "Draft waits for your OK" : "Drafts wait for your OK",
                Words.Dot(List(rows.Approvals.Select(a => a.Title))) + (first is null ? "" : $" The first expires {lens.When(first.ExpiresAt!.Value)}."), at + "/inbox", "Open inbox"));
        }

        if (rows.Uncertain.Count > 0)
        {
            needs.Add(new NeedView(
                rows.Uncertain.Count, rows.Uncertain.Count == 1 ? "Action may or may not have happened" : "Actions may or may not have happened",
                $"{lens.Tool(rows.Uncertain[0].Connection)} broke off before it answered. Look, then tell the hub which it was.", at + "/inbox?kind=uncertain", "Decide"));
        }

        if (rows.Answers.Count > 0)
        {
            needs.Add(new NeedView(
                rows.Answers.Count, rows.Answers.Count == 1 ? "Answer to a rule" : "Answers to rules", Words.Dot(List(rows.Answers.Select(ShareWords.Short))), at + "/inbox?kind=answer", "Read"));
        }

        needs.AddRange(Alerts(rows, lens, at));
        if (rows.Quarantined > 0)
        {
            needs.Add(new NeedView(
                rows.Quarantined, rows.Quarantined == 1 ? "Message could not be read" : "Messages could not be read", "Kept as they came; nothing is lost.", at + "/log?kind=envelope&result=failed", "See the cause"));
        }

        return needs;
    }

    // An alert and a task that a rule made in one go are one thing; so is the draft that it made with them.
    private static IEnumerable<NeedView> Alerts(HomeRows rows, ClientLens lens, string at) =>
        rows.Alerts.Where(a => a.Kind != "connection").GroupBy(a => (a.Rule, a.RaisedAt, a.Contact))
            .Where(g => !rows.Approvals.Any(p => p.Rule == g.Key.Rule && p.CreatedAt == g.Key.RaisedAt && p.Contact == g.Key.Contact))
            .Select(g => g.OrderBy(a => a.Kind == "task").ToList())
            .GroupBy(g => g[0].Rule ?? g[0].Key, StringComparer.Ordinal)
            .Select(things => things.Count() == 1 ? One(things.First(), rows, lens, at) : Many([.. things], rows, lens, at));

    private static NeedView One(List<AlertRow> thing, HomeRows rows, ClientLens lens, string at)
    {
        var alert = thing[0];
        var due = thing.FirstOrDefault(a => a.DueAt is not null)?.DueAt;
        var parts = new List<string> { due is { } d ? (d < lens.Now.ToUnixTimeMilliseconds() ? $"Was due {lens.When(d)}" : $"Due {lens.When(d)}") : $"Since {lens.When(alert.RaisedAt)}" };
        if (alert.Contact is { } who && rows.Names.TryGetValue(who, out var name))
        {
            parts.Add(name);
        }

        if (alert.Rule is not null)
        {
            parts.Add("Rule: " + Words.Rule(alert.Rule));
        }

        var (title, rest) = Split(alert.Text);
        return new NeedView(1, title, rest + string.Join(" · ", parts), Link(alert, at), alert.Kind == "quiet" ? "See the connection" : alert.Contact is null ? "Look" : "Open contact");
    }

    // A long alert begins with what happened; why and what to do stand under it.
    private static (string Title, string Detail) Split(string text)
    {
        var end = text.Length <= Long ? -1 : text.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0 ? colon : text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], Words.Dot(char.ToUpperInvariant(text[end + 2]) + text[(end + 3)..]) + " ");
    }

    private static NeedView Many(List<List<AlertRow>> things, HomeRows rows, ClientLens lens, string at)
    {
        var names = things.Select(t => t[0]).Select(a => a.Text + (a.Contact is { } who && rows.Names.TryGetValue(who, out var name) && !a.Text.Contains(name, StringComparison.Ordinal) ? $" ({name})" : ""));
        var oldest = things.Min(t => t[0].RaisedAt);
        return new NeedView(
            things.Count, Words.Rule(things[0][0].Rule), $"{Words.Dot(List(names))} The oldest since {lens.When(oldest)}.", $"{at}/log?kind=decision&rule={Uri.EscapeDataString(things[0][0].Rule ?? "")}", "See them");
    }

    private static string Link(AlertRow alert, string at) => alert.Contact is { } who ? $"{at}/contacts/{who}"
        : alert.Kind == "quiet" && alert.Key.StartsWith("quiet:", StringComparison.Ordinal) ? $"{at}/connections/{Uri.EscapeDataString(alert.Key["quiet:".Length..])}"
        : alert.Rule is { } rule ? $"{at}/log?rule={Uri.EscapeDataString(rule)}" : at + "/log";

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        var named = string.Join(", ", all.Take(Named));
        return all.Count > Named ? $"{named} and {all.Count - Named} more" : named;
    }
}
