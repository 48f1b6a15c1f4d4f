using System.Globalization;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Warnings;

namespace IntegrationHub.Hub.Processing;

/// <summary>What a person should know before a text of rules is put in force: what the text itself shows, and what this client's own history shows. It keeps nobody from publishing.</summary>
public sealed class PublishWarnings(HubStore store, MappingsInForce mappings, OtherHalves halves, TimeProvider time)
{
    /// <summary>So long a rule should watch before it acts, that its page has a figure from before.</summary>
    public static readonly TimeSpan Watching = TimeSpan.FromDays(7);

    /// <summary>All warnings, those that are new first.</summary>
    public IReadOnlyList<PublishWarning> Of(ClientSetup client, CompiledMapping next)
    {
        var now = mappings.Find(client.Id)?.Compiled;
        var known = (now is null ? [] : All(client, now, null)).Select(w => w.Key).ToHashSet(StringComparer.Ordinal);
        return [.. All(client, next, now).Select(w => new PublishWarning(w, !known.Contains(w.Key))).OrderBy(w => !w.IsNew)];
    }

    private IEnumerable<MappingWarning> All(ClientSetup client, CompiledMapping mapping, CompiledMapping? before) =>
        [.. MappingWarnings.Of(mapping), .. Unseen(client, mapping), .. before is null ? [] : Unwatched(client, mapping, before)];

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
