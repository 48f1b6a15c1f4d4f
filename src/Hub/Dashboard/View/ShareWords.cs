using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Links to pages of rules and their answers, in words.</summary>
public static class ShareWords
{
    /// <summary>How far a link has come, for a chip.</summary>
    public static string State(ShareState state) => state switch
    {
        ShareState.Waiting => "waiting", ShareState.Opened => "opened", ShareState.Agreed => "agreed", ShareState.Remarked => "remark", ShareState.TakenBack => "taken back", _ => "run out",
    };

    /// <summary>What became of a link, in a sentence; the remark itself is left out.</summary>
    /// <param name="link">The link.</param>
    /// <param name="wording">Mark of what the rule says now; null when it is not in force.</param>
    /// <param name="lens">The client.</param>
    public static string Says(ShareLink link, string? wording, ClientLens lens)
    {
        var version = $"version {link.Version}{(link.Answer is not null && wording is not null && link.Wording != wording ? ", an earlier wording" : "")}";
        return link.StateAt(lens.Now) switch
        {
            ShareState.Waiting => $"Made for {link.For} by {link.By}, {version}. Not opened yet; it works until {At(link.ExpiresAt)}.",
            ShareState.Opened => $"Made for {link.For} by {link.By}, {version}. First opened {At(link.OpenedAt!.Value)}, no answer yet; it works until {At(link.ExpiresAt)}.",
            ShareState.Agreed => $"{link.Answer!.By} agreed {At(link.Answer.At)} ({version}{Whose(link)}).",
            ShareState.Remarked => $"{link.Answer!.By} left a remark {At(link.Answer.At)} ({version}{Whose(link)}).",
            ShareState.TakenBack => $"Made for {link.For} by {link.By}, {version}. Taken back by {link.TakenBackBy} {At(link.TakenBackAt!.Value)}.",
            _ => $"Made for {link.For} by {link.By}, {version}. It ran out {At(link.ExpiresAt)} {(link.OpenedAt is null ? "and was never opened" : "without an answer")}.",
        };

        string At(DateTimeOffset at) => lens.When(at.ToUnixTimeMilliseconds());
    }

    /// <summary>An answer in one short sentence, for lists.</summary>
    public static string Short(ShareLink link) => link.Answer is not { } answer ? "" : $"{answer.By} {(answer.Agreed ? "agreed to" : "left a remark on")} “{Words.Rule(link.Rule)}”";

    /// <summary>How those who were asked stand to the rule as it is in force; null while nobody was asked.</summary>
    public static string? Stands(Agreement agreement, ClientLens lens) => agreement switch
    {
        { Remark: { Answer: { } remark } } => $"{remark.By} left a remark that waits for an answer.",
        { Agreed: { Answer: { } yes } } => $"{yes.By} agreed to this wording {lens.When(yes.At.ToUnixTimeMilliseconds())}.",
        { Earlier: { Answer: { } yes } } => $"{yes.By} agreed to an earlier wording; nobody agreed to this one.",
        { IsAsked: true } => "Nobody agreed to this wording yet.",
        _ => null,
    };

    /// <summary>How many people a rule would have meant, from what its phases show.</summary>
    /// <param name="phases">Its phases, the oldest first.</param>
    /// <param name="isNew">True when the rule is shown in another wording than the one that ran.</param>
    /// <param name="lens">The client.</param>
    public static string People(IReadOnlyList<RulePhase> phases, bool isNew, ClientLens lens)
    {
        var parts = new[] { phases.LastOrDefault(p => p.Mode == RuleMode.Shadow), phases.LastOrDefault(p => p.Mode != RuleMode.Shadow) }.OfType<RulePhase>().OrderBy(p => p.From).Select(p =>
        {
            var time = lens.Days(p.From, p.To ?? lens.Now);
            var what = p.People == 0 ? "nobody came by" : $"it {(p.Mode == RuleMode.Shadow ? "would have meant" : "began for")} {Words.Count(p.Begun, "person", "people")}";
            return $"{time}{(p.Mode == RuleMode.Shadow ? ", while it only watched" : "")}: {what}.";
        }).ToList();
        return parts.Count == 0 ? "How many people it will mean is not known: it has not watched yet." : string.Join(" ", parts) + (isNew ? " That was by an earlier wording." : "");
    }

    /// <summary>A mail to send with the link.</summary>
    public static string Mail(ShareLink link, ShownRule shown, string url, ClientLens lens) =>
        $"""
        Hello {link.For},

        please have a look at what “{shown.Rule}” is to do for {shown.Business}:
        {url}

        The page says it in plain words: what it does, for whom, how often, and what it never does. Press “Agreed”, or leave a remark. You need no account. The page takes one answer and can be opened until {lens.Local(link.ExpiresAt.ToUnixTimeMilliseconds()).ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"))}.

        {link.By}
        """;

    /// <summary>What to know of the address.</summary>
    public static string Reach(ShareAddress address) => address.OnlyHere
        ? "The hub has no public address (publicUrl), so this link works only where this dashboard can be reached."
        : "Who has the link can read the page and answer: send it to nobody else.";

    private static string Whose(ShareLink link) => string.Equals(link.For, link.Answer!.By, StringComparison.OrdinalIgnoreCase) ? "" : $", by the link for {link.For}";
}
