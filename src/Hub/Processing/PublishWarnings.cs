using System.Globalization;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Warnings;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Processing;

/// <summary>What a person should know before a text of rules is put in force: what the text itself shows, and what this client's own history shows. It keeps nobody from publishing.</summary>
public sealed class PublishWarnings(HubStore store, MappingsInForce mappings, OtherHalves halves, TimeProvider time)
{
    /// <summary>So long a rule should watch before it acts, that its page has a figure from before.</summary>
    public static readonly TimeSpan Watching = TimeSpan.FromDays(7);

    // A warning stands beside others; the whole remark stands on the rule's page.
    private const int LongestQuote = 200;

    /// <summary>All warnings, those that are new first.</summary>
    public IReadOnlyList<PublishWarning> Of(ClientSetup client, CompiledMapping next)
    {
        var now = mappings.Find(client.Id)?.Compiled;
        var known = (now is null ? [] : All(client, now, null)).Select(w => w.Key).ToHashSet(StringComparer.Ordinal);
        return [.. All(client, next, now).Select(w => new PublishWarning(w, !known.Contains(w.Key))).OrderBy(w => !w.IsNew)];
    }

    private IEnumerable<MappingWarning> All(ClientSetup client, CompiledMapping mapping, CompiledMapping? before) =>
        [.. MappingWarnings.Of(mapping), .. Unagreed(client, mapping), .. Unseen(client, mapping), .. before is null ? [] : Unwatched(client, mapping, before)];

    // Only where somebody was asked: a rule that was never shown to anybody waits for nobody's yes.
    private List<MappingWarning> Unagreed(ClientSetup client, CompiledMapping mapping)
    {
        using var reader = store.Read();
        var links = ShareLink.Of(reader, client.Id).ToLookup(l => l.Rule, StringComparer.Ordinal);
        return links.Count == 0 ? [] : [.. mapping.Rules.Where(r => r.Acts && links.Contains(r.Id)).Select(r => (Rule: r, Wording: RuleWording.Of(mapping, r))).Select(r => Warn(r.Rule, r.Wording, Agreement.Of(links[r.Rule.Id], r.Wording))).OfType<MappingWarning>()];
    }

    private static MappingWarning? Warn(CompiledRule rule, string wording, Agreement agreement) => agreement switch
    {
        { Remark: { Answer: { } answer } remark } => new(
            WarningKind.Agreement, [rule.Id], $"{answer.By} left a remark on {(remark.Wording == wording ? "this" : "an earlier")} wording of “{rule.Id}”: “{(answer.Remark.Length > LongestQuote ? answer.Remark[..LongestQuote] + "…" : answer.Remark)}”",
            "Change the rule and ask again, or settle it with them.", remark.Id.ToString(CultureInfo.InvariantCulture)),
        { IsAsked: false } or { Agreed: not null } => null,
        { Earlier: { Answer: { } earlier } before } => new(
            WarningKind.Agreement, [rule.Id], $"Nobody agreed to this wording of “{rule.Id}”: {earlier.By} agreed to an earlier one, in version {before.Version.ToString(CultureInfo.InvariantCulture)}.", "Send a link to its page again.", wording),
        _ => new(WarningKind.Agreement, [rule.Id], $"Nobody agreed to this wording of “{rule.Id}”.", "Wait for the answer, or send a link to its page again.", wording),
    };

    private IEnumerable<MappingWarning> Unseen(ClientSetup client, CompiledMapping mapping) => halves.Of(client.Id, mapping.Rules.Where(r => r.Acts)).Where(h => !h.Works).Select(h => new MappingWarning(
        WarningKind.OtherHalf, [h.Rule],
        h.SeenAt is null
            ? h.Unanswered == 0 ? $"“{h.Rule}” starts “{h.Half.Flow}”, which was never seen working." : string.Create(CultureInfo.InvariantCulture, $"“{h.Rule}” starts “{h.Half.Flow}”, and nothing followed the last {h.Unanswered} times.")
            : string.Create(CultureInfo.InvariantCulture, $"“{h.Rule}” starts “{h.Half.Flow}”, which worked until {TimeZoneInfo.ConvertTime(h.SeenAt.Value, TimeZoneInfo.FindSystemTimeZoneById(client.TimeZone)):yyyy-MM-dd}; nothing followed the last {h.Unanswered} times."),
        h.Half.Recipe.IsEmpty ? "Set it up in the other tool, or switch it on there." : "Set it up there: " + string.Join("; ", h.Half.Recipe) + "."));

    private List<MappingWarning> Unwatched(ClientSetup client, CompiledMapping mapping, CompiledMapping before)
    {
        var beginning = mapping.Rules.Where(r => r.Acts && r.Goal is not null && r.Class != TouchClass.Internal && (before.Rule(r.Id) is not { } was || !was.Acts)).ToList();
        if (beginning.Count == 0)
        {
            return [];
        }

        var now = time.GetUtcNow();
        using var reader = store.Read();
        var versions = RuleSpan.Versions(reader, client.Id);
        return [.. beginning.Where(r => Watched(r.Id) < Watching).Select(r => new MappingWarning(
            WarningKind.NoBaseline, [r.Id], $"“{r.Id}” begins to act and {(Watched(r.Id) == TimeSpan.Zero ? "never watched" : "watched for less than a week")}: there will be no figure from before to compare with.",
            "Let it watch for a week first (shadow), or leave a share out (holdout)."))];

        TimeSpan Watched(string rule) => RuleSpan.Of(versions, mappings, client, rule).Where(s => s.Rule.Mode == RuleMode.Shadow).Aggregate(TimeSpan.Zero, (sum, s) => sum + ((s.To ?? now) - s.From));
    }
}
