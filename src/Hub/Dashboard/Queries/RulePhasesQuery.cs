using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What a rule did in each of its phases: watching, trying, on. The phases come from the history of versions, the people from the decisions, the goals from <c>hub.goal.reached</c>.</summary>
public sealed class RulePhasesQuery(HubStore store, MappingsInForce mappings, TimeProvider time)
{
    /// <summary>Earlier phases are not counted any more.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private const int Most = 6;

    /// <summary>The phases in which the rule was not off, the oldest first, the newest six at most. Empty for a rule that never was on.</summary>
    public IReadOnlyList<RulePhase> Read(ClientSetup client, string rule)
    {
        var now = time.GetUtcNow();
        using var reader = store.Read();
        var spans = RuleSpan.Of(RuleSpan.Versions(reader, client.Id), mappings, client, rule).Where(s => s.Rule.Mode != RuleMode.Off && (s.To ?? now) > now - Longest).TakeLast(Most).ToList();
        if (spans.Count == 0)
        {
            return [];
        }

        var people = spans.ConvertAll(_ => new Dictionary<string, (Part Part, DateTimeOffset At, bool Reached)>(StringComparer.Ordinal));
        var goals = Goals(reader, client.Id, rule);
        foreach (var (subject, runKey, times) in Conclusions(reader, client.Id, rule, spans[0].From))
        {
            foreach (var (part, at) in times)
            {
                var place = spans.FindLastIndex(s => s.From <= at && (s.To is not { } end || at < end));
                if (place < 0)
                {
                    continue;
                }

                var reached = part <= Part.HeldOut && goals.Contains((subject, runKey));
                var known = people[place].TryGetValue(subject, out var other);
                if (!known || part < other.Part)
                {
                    people[place][subject] = (part, at, reached);
                }
                else if (part == other.Part)
                {
                    people[place][subject] = (part, at < other.At ? at : other.At, reached || other.Reached);
                }
            }
        }

        var phases = spans.Zip(people, (span, of) => Count(span, of.Values, now)).ToList();
        return spans.All(s => s.Rule.Split is null) ? phases : new SplitPeople(mappings, client, rule).Read(reader, spans, goals, now).Zip(phases, (split, phase) => phase with { Split = split }).ToList();
    }

    private static RulePhase Count(RuleSpan span, ICollection<(Part Part, DateTimeOffset At, bool Reached)> people, DateTimeOffset now)
    {
        var rule = span.Rule;
        var hasGoal = rule.Goal is not null;
        var open = people.Count(p => p.Part <= Part.HeldOut && IsOpen(p));
        var lift = hasGoal && rule is { Mode: not RuleMode.Shadow, Holdout: > 0 and < 100 } ? Lift.Between(Closed(Part.Begun), Closed(Part.HeldOut), rule.Holdout / 100.0) : null;
        return new(
            rule.Mode, rule.Mode == RuleMode.Pilot ? rule.PilotShare : 100, rule.Holdout, span.From, span.To, Of(Part.Begun), Of(Part.AtSplit) + Of(Part.HeldOut), Of(Part.Outside), Of(Part.Limited), Of(Part.Unfit),
            hasGoal ? Reached(Part.Begun) : null, hasGoal ? Reached(Part.AtSplit) + Reached(Part.HeldOut) : null, hasGoal ? open : 0, lift, View.Words.Tried(rule));

        int Of(Part part) => people.Count(p => p.Part == part);
        int Reached(Part part) => people.Count(p => p.Part == part && p.Reached);
        bool IsOpen((Part Part, DateTimeOffset At, bool Reached) person) => person.At + rule.GoalWithin > now;
        GoalCount Closed(Part part) => new(people.Count(p => p.Part == part && !IsOpen(p)), people.Count(p => p.Part == part && !IsOpen(p) && p.Reached));
    }

    private static List<(string Subject, string RunKey, List<(Part Part, DateTimeOffset At)> Times)> Conclusions(StoreReader reader, string client, string rule, DateTimeOffset since) => reader.Query(
        """
        select subject, run_key,
          min(case when step is not null and verdict=@p3 then now end),
          min(case when step is not null and verdict<>@p3 or verdict in (@p7,@p8,@p9,@p10) then now end),
          min(case when step is null and verdict=@p3 and clause like 'holdout%' then now end),
          min(case when step is null and verdict=@p3 and clause like 'pilot%' then now end),
          min(case when step is null and verdict in (@p4,@p5,@p6) then now end),
          min(now)
        from decision where client=@p0 and now>=@p2 and rule=@p1 group by 1,2
        """,
        r => (r.GetString(0), r.GetString(1), Enumerable.Range(0, 6).Where(i => !r.IsDBNull(2 + i)).Select(i => ((Part)i, Time(r.GetInt64(2 + i)))).ToList()),
        client, rule, since.ToUnixTimeMilliseconds(), Verdict.HeldOut, Verdict.AlreadyDone, Verdict.TooLate, Verdict.LoopStopped, Verdict.Acted, Verdict.Waits, Verdict.Watched, Verdict.Exited);

    private static HashSet<(string Subject, string RunKey)> Goals(StoreReader reader, string client, string rule)
    {
        var (from, to) = RuleSpan.Range($"hub:hub.goal.reached:{rule}:");
        return [.. reader.Query("select subject, data from event where client=@p0 and natural_key>=@p1 and natural_key<@p2",
            r => (r.GetString(0), Event(r.GetString(1)).Property("runKey").ToString()), client, from, to)];
    }

    private static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

    private static JourneyEvent Event(string data) => JsonSerializer.Deserialize<JourneyEvent>(data, JourneyJson.Options)!;

    // In the order in which a person counts.
    private enum Part
    {
        AtSplit,
        Begun,
        HeldOut,
        Outside,
        Limited,
        Unfit,
    }
}
