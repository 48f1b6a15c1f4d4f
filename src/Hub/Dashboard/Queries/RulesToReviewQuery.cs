using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Rules that are past their day of review, and rules that have been on for long without anybody reaching their goal.</summary>
public sealed class RulesToReviewQuery(HubStore store, MappingsInForce mappings, TimeProvider time)
{
    /// <summary>So long a rule may be on without anybody reaching its goal.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(60);

    /// <summary>The rules, in the mapping's order. Empty while no mapping is in force.</summary>
    public IReadOnlyList<RuleToReview> Read(ClientSetup client)
    {
        if (mappings.Find(client.Id) is not var (mapping, _))
        {
            return [];
        }

        var now = time.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(client.TimeZone);
        using var reader = store.Read();
        var versions = RuleSpan.Versions(reader, client.Id);
        var found = new List<(CompiledRule Rule, DateOnly? Due, bool NoGoal)>();
        foreach (var rule in mapping.Rules.Where(r => r.Mode != RuleMode.Off))
        {
            var spans = RuleSpan.Of(versions, mappings, client, rule.Id);
            var acting = Since(spans, s => s.Rule.Acts);
            var due = rule.ReviewOn ?? (rule.ReviewAfter is { } after && Since(spans, s => s.Rule.Mode != RuleMode.Off) is { } on ? Day(on + after) : null);
            var noGoal = rule.Goal is not null && acting <= now - Window && !HasGoal(reader, client.Id, rule.Id, now - Window);
            if (due <= Day(now) || noGoal)
            {
                found.Add((rule, due <= Day(now) ? due : null, noGoal));
            }
        }

        var runs = found.Exists(f => f.NoGoal) ? Runs(reader, client.Id, now - Window) : [];
        return found.ConvertAll(f => new RuleToReview(f.Rule, f.Due, f.NoGoal ? runs.GetValueOrDefault(f.Rule.Id) : null));

        DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }

    // Since when it has been so without a break; null when it is not so now.
    private static DateTimeOffset? Since(List<RuleSpan> spans, Func<RuleSpan, bool> isSo)
    {
        DateTimeOffset? since = null;
        for (var i = spans.Count - 1; i >= 0 && isSo(spans[i]) && (since is null ? spans[i].To is null : spans[i].To == since); i--)
        {
            since = spans[i].From;
        }

        return since;
    }

    private static bool HasGoal(StoreReader reader, string client, string rule, DateTimeOffset since)
    {
        var (from, to) = RuleSpan.Range($"hub:hub.goal.reached:{rule}:");
        return reader.Scalar<long>("select exists (select 1 from event where client=@p0 and natural_key>=@p1 and natural_key<@p2 and occurred_at>=@p3)", client, from, to, since.ToUnixTimeMilliseconds()) == 1;
    }

    private static Dictionary<string, int> Runs(StoreReader reader, string client, DateTimeOffset since) => reader.Query(
        "select rule, count(*) from (select distinct rule, subject, run_key from decision where client=@p0 and now>=@p1 and step is not null) group by rule",
        r => (r.GetString(0), r.GetInt32(1)), client, since.ToUnixTimeMilliseconds()).ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);
}
