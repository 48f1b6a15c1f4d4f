using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>A time in which a rule went equally far: same mode, same share or people, same held out, same division between the arms of a split.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null while it lasts.</param>
/// <param name="Rule">The rule as it stood at the end of that time.</param>
internal sealed record RuleSpan(DateTimeOffset From, DateTimeOffset? To, CompiledRule Rule)
{
    /// <summary>When which version came in force, the oldest first. What a client began with is in force from its first day on; what came after is told by the words to publish.</summary>
    public static List<(DateTimeOffset At, int Version)> Versions(StoreReader reader, string client)
    {
        var (from, to) = Range($"hub:{client}:{PublishDeed.Name}:");
        var versions = reader.Query("select at,version from mapping_version where client=@p0 order by version limit 1", r => (DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(0)), r.GetInt32(1)), client);
        versions.AddRange(reader.Query(
            "select data from event where client=@p0 and natural_key>=@p1 and natural_key<@p2 order by occurred_at, id", r => JsonSerializer.Deserialize<JourneyEvent>(r.GetString(0), JourneyJson.Options)!, client, from, to)
            .Select(e => (e.OccurredAt, int.TryParse(e.Property("version").ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)));
        return versions;
    }

    /// <summary>The spans of a rule, the oldest first; where it was in no version, or only in one that can no longer run, there is none.</summary>
    public static List<RuleSpan> Of(IEnumerable<(DateTimeOffset At, int Version)> versions, MappingsInForce mappings, ClientSetup client, string rule)
    {
        var spans = new List<RuleSpan>();
        foreach (var (at, version) in versions)
        {
            if (mappings.Find(client, version)?.Rule(rule) is not { } compiled)
            {
                End(at);
            }
            else if (spans is [.., { To: null } last] && Reach(last.Rule) == Reach(compiled))
            {
                spans[^1] = last with { Rule = compiled };
            }
            else
            {
                End(at);
                spans.Add(new(at, null, compiled));
            }
        }

        return spans;

        void End(DateTimeOffset at)
        {
            if (spans is [.., { To: null } open])
            {
                spans[^1] = open with { To = at };
            }
        }
    }

    private static (RuleMode, int, string?, int, string?) Reach(CompiledRule rule) => (rule.Mode, rule.PilotShare, rule.Pilot?.Written, rule.Holdout, rule.Split?.Division);

    /// <summary>Bounds of everything on the index that begins with a text; the text's last sign is ':', and ';' follows it.</summary>
    public static (string From, string To) Range(string prefix) => (prefix, prefix[..^1] + ';');
}
