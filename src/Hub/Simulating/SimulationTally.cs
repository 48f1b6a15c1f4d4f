using System.Collections.Immutable;
using IntegrationHub.Mappings.BackTests;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Simulating;

/// <summary>Adds up what the plays of one version came to.</summary>
internal sealed class SimulationTally(DateTimeOffset from, DateTimeOffset to, string? rule)
{
    private readonly Dictionary<string, Figures> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<long, int>> _calls = new(StringComparer.Ordinal);

    /// <summary>Outcomes by rule and subject.</summary>
    public Dictionary<(string Rule, string Subject), PersonOutcome> People { get; } = [];

    public int Cut { get; private set; }

    public IEnumerable<string> Rules => _rules.Keys;

    public IEnumerable<string> Connections => _calls.Keys;

    public void Add(string subject, SubjectPlay play)
    {
        Cut += play.IsCut ? 1 : 0;
        foreach (var decision in play.Decisions)
        {
            if (rule is null || decision.Rule == rule)
            {
                Add(subject, decision);
            }
        }

        foreach (var run in play.Waiting.Where(r => rule is null || r.Rule == rule))
        {
            Of(run.Rule).Waiting++;
        }

        foreach (var action in play.Actions.Where(a => a.Connection.Length > 0 && (rule is null || a.Rule == rule)))
        {
            if (!_calls.TryGetValue(action.Connection, out var hours))
            {
                _calls[action.Connection] = hours = [];
            }

            var hour = action.DueAt.ToUnixTimeSeconds() / 3600;
            hours[hour] = hours.GetValueOrDefault(hour) + 1;
        }
    }

    public RuleFigures FiguresOf(string id) => !_rules.TryGetValue(id, out var figures) ? RuleFigures.None
        : new(
            figures.People.Count, figures.Acts, figures.Drafts, figures.Waiting, figures.Begun,
            [.. figures.Reasons.OrderByDescending(r => r.Value).ThenBy(r => r.Key.Item2, StringComparer.Ordinal).Select(r => new ReasonCount(r.Key.Item1.ToString(), r.Key.Item2, r.Value))],
            [.. Enumerable.Range(0, (int)Math.Ceiling((to - from).TotalDays / 7)).Select(w => figures.Weeks.Count(x => x.Week == w))])
        {
            Arms = [.. figures.Arms.Select(a => new ArmCount(a.Key, a.Value.Count)).OrderBy(a => a.Arm == Instruction.Split.HeldOut).ThenBy(a => a.Arm, StringComparer.Ordinal)],
        };

    public (int Calls, int BusiestHour) CallsOf(string connection) => _calls.TryGetValue(connection, out var hours) ? (hours.Values.Sum(), hours.Values.Max()) : (0, 0);

    private void Add(string subject, Decision decision)
    {
        var figures = Of(decision.Rule);
        var acts = (decision.Verdict == Verdict.Acted && decision.Step is not null) || decision.Verdict == Verdict.NeedsApproval;
        if (decision.Value is { } arm && (decision.Verdict == Verdict.Divided || decision is { Verdict: Verdict.HeldOut, Step: not null }))
        {
            (figures.Arms.TryGetValue(arm, out var put) ? put : figures.Arms[arm] = new(StringComparer.Ordinal)).Add(subject);
        }

        var was = People.GetValueOrDefault((decision.Rule, subject));
        if (acts)
        {
            figures.Acts++;
            figures.Drafts += decision.Verdict == Verdict.NeedsApproval ? 1 : 0;
            figures.People.Add(subject);
            figures.Weeks.Add(((int)((decision.Now - from).TotalDays / 7), subject));
            People[(decision.Rule, subject)] = was is { FirstAt: not null } ? was with { Acts = was.Acts + 1 } : new(1, decision.Now, decision.Sentence, decision.Verdict.ToString());
        }
        else if (decision.Verdict is Verdict.Acted or Verdict.Waits or Verdict.Divided)
        {
            figures.Begun += decision.Step is null ? 1 : 0;
            People.TryAdd((decision.Rule, subject), new(0, null, decision.Sentence, decision.Verdict.ToString()));
        }
        else
        {
            var reason = (decision.Verdict, decision.Verdict is Verdict.ConditionFalse or Verdict.Capped or Verdict.Exited ? decision.Clause : null);
            figures.Reasons[reason] = figures.Reasons.GetValueOrDefault(reason) + 1;
            if (was is not { FirstAt: not null })
            {
                People[(decision.Rule, subject)] = new(0, null, decision.Sentence, decision.Verdict.ToString());
            }
        }
    }

    private Figures Of(string id)
    {
        if (!_rules.TryGetValue(id, out var figures))
        {
            _rules[id] = figures = new Figures();
        }

        return figures;
    }

    private sealed class Figures
    {
        public HashSet<string> People { get; } = new(StringComparer.Ordinal);

        public HashSet<(int Week, string Subject)> Weeks { get; } = [];

        public Dictionary<string, HashSet<string>> Arms { get; } = new(StringComparer.Ordinal);

        public Dictionary<(Verdict, string?), int> Reasons { get; } = [];

        public int Acts { get; set; }

        public int Drafts { get; set; }

        public int Waiting { get; set; }

        public int Begun { get; set; }
    }
}
