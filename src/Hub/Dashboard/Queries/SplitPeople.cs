using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Who was put into which arm of a rule's split, phase by phase. Only conclusions of versions count that divide people as the phase does.</summary>
internal sealed class SplitPeople(MappingsInForce mappings, ClientSetup client, string rule)
{
    private readonly Dictionary<int, string?> _divisions = [];

    /// <summary>The figures of each span, in their order; null for one without a split.</summary>
    public IEnumerable<SplitFigures?> Read(StoreReader reader, IReadOnlyList<RuleSpan> spans, HashSet<(string Subject, string RunKey)> goals, DateTimeOffset now)
    {
        var people = spans.Select(_ => new Dictionary<(string Arm, string Subject), (DateTimeOffset At, bool Reached)>()).ToList();
        foreach (var (subject, runKey, arm, version, at) in reader.Query(
            "select subject, run_key, value, mapping_version, min(now) from decision where client=@p0 and now>=@p2 and rule=@p1 and step is not null and verdict in (@p3,@p4) and value is not null group by 1,2,3,4",
            r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(4))),
            client.Id, rule, spans[0].From.ToUnixTimeMilliseconds(), Verdict.Divided, Verdict.HeldOut))
        {
            for (var i = 0; i < spans.Count; i++)
            {
                if (spans[i].Rule.Split is { } split && spans[i].From <= at && (spans[i].To is not { } end || at < end) && Division(version) == split.Division)
                {
                    var reached = goals.Contains((subject, runKey));
                    people[i][(arm, subject)] = people[i].TryGetValue((arm, subject), out var known) ? (known.At < at ? known.At : at, known.Reached || reached) : (at, reached);
                }
            }
        }

        return spans.Zip(people, (span, of) => span.Rule.Split is not { } split ? null
            : SplitFigures.Of(split, arm => Count(of.Where(p => p.Key.Arm == arm).Select(p => p.Value), now - span.Rule.GoalWithin), span.Rule.Goal is not null, span.Rule.Acts));
    }

    private static ArmPeople Count(IEnumerable<(DateTimeOffset At, bool Reached)> people, DateTimeOffset closed)
    {
        var (all, reached, over, overReached) = (0, 0, 0, 0);
        foreach (var person in people)
        {
            (all, reached) = (all + 1, reached + (person.Reached ? 1 : 0));
            if (person.At <= closed)
            {
                (over, overReached) = (over + 1, overReached + (person.Reached ? 1 : 0));
            }
        }

        return new(new(all, reached), new(over, overReached));
    }

    private string? Division(int version)
    {
        if (!_divisions.TryGetValue(version, out var division))
        {
            _divisions[version] = division = mappings.Find(client, version)?.Rule(rule)?.Split?.Division;
        }

        return division;
    }
}
