using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>Plays one case on a virtual clock: due timers first, then what happens, each through the engine.</summary>
internal sealed class CasePlay(CompiledMapping mapping, ClientContext client, RuleCase told, CaseTimes times)
{
    // A case is small; a rule that sets itself off for ever must not hang the build.
    private const int MaxSteps = 5_000;

    private SubjectState _state = SubjectState.New("contact:1", 1);
    private bool _person = true;
    private int _number;
    private int _steps;

    internal List<Decision> Decisions { get; } = [];

    internal List<(DateTimeOffset At, PlannedAction Action)> Actions { get; } = [];

    internal List<(DateTimeOffset At, Alert Alert)> Alerts { get; } = [];

    internal List<(DateTimeOffset At, ApprovalRequest Draft)> Drafts { get; } = [];

    /// <exception cref="FormatException">The case itself is wrong.</exception>
    internal void Run()
    {
        var subjects = told.Play.FirstOrDefault(m => m.Event is not null)?.Event is { } first ? Vocabulary.Find(first)?.Subjects ?? [] : [];
        _person = subjects.IsDefaultOrEmpty || subjects[0] == EventSubject.Person;
        _state = _person
            ? _state with { Identities = Known() }
            : SubjectState.New("thing:" + (told.Play[0].Key ?? "1"), null);
        foreach (var fact in told.Given.OrderByDescending(f => f.Ago))
        {
            Know(fact);
        }

        foreach (var moment in told.Play.OrderBy(times.Of))
        {
            var at = times.Of(moment);
            Timers(at);
            Step(Input(moment, at), Real(at));
        }

        Timers(times.Start + (told.For ?? TimeSpan.FromDays(7)));
    }

    private ImmutableSortedDictionary<string, string> Known() => client.Connections.Where(c => !told.NotKnownIn.Contains(c.Id))
        .ToImmutableSortedDictionary(c => c.Id + ":contact", _ => "1", StringComparer.Ordinal).Add("email", "mira@example.com");

    private void Know(CaseFact fact)
    {
        var at = times.Start - fact.Ago!.Value;
        if (fact.Event is not null)
        {
            Step(new LaneInput.Happened(Event(fact, at) with { Historical = true }), times.Start);
        }
        else if (fact.Action is { } name)
        {
            var number = (++_number).ToString(CultureInfo.InvariantCulture);
            _state = _state with
            {
                Log = new(_state.Log.Firings.Add(new(told.Rule, "given-" + number, at, false)), _state.Log.Touches.Add(new("given-" + number, told.Rule, at, fact.Class) { Name = name })),
            };
        }
        else
        {
            throw new FormatException("what is given needs `event` or `action`");
        }
    }

    private LaneInput Input(CaseMoment moment, DateTimeOffset at)
    {
        if (moment.Approve is not { } yes)
        {
            return moment.Event is null ? throw new FormatException("what is played needs `event` or `approve`") : new LaneInput.Happened(Event(moment, at));
        }

        var waits = _state.Runs.Values.FirstOrDefault(r => r.State == RunState.Approval) ?? throw new FormatException($"{times.Say(at)}: no draft waits for {moment.By}'s answer");
        return new LaneInput.Answered(waits.Id, yes, moment.Text, moment.By);
    }

    private void Timers(DateTimeOffset until)
    {
        while (_state.Runs.Values.Where(r => r.DueAt <= until && Real(r.DueAt.Value) <= Real(until)).OrderBy(r => r.DueAt).ThenBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault() is { } run)
        {
            Step(new LaneInput.TimerDue(run.Id, run.DueAt!.Value), Later(Real(run.DueAt.Value), times.Start));
        }
    }

    // What falls into the standstill is taken up at its end.
    private DateTimeOffset Real(DateTimeOffset at) =>
        told.Standstill is { After: { } after, For: { } time } && at >= times.Start + after && at < times.Start + after + time ? times.Start + after + time : at;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Step(LaneInput input, DateTimeOffset now)
    {
        if (++_steps > MaxSteps)
        {
            throw new FormatException($"the case did not come to rest within {MaxSteps} steps");
        }

        var step = MappingEngine.Step(mapping, client, _state, input, now);
        _state = step.State with { Runs = step.State.Runs.RemoveRange(step.State.Runs.Where(r => r.Value.State > RunState.Approval).Select(r => r.Key)) };
        Decisions.AddRange(step.Decisions);
        Actions.AddRange(step.Actions.Select(a => (a.DueAt, a)));
        Alerts.AddRange(step.Alerts.Select(a => (now, a)));
        Drafts.AddRange(step.Approvals.Select(a => (now, a)));
    }

    private JourneyEvent Event(CaseEvent e, DateTimeOffset at)
    {
        var info = Vocabulary.Find(e.Event!) ?? throw new FormatException($"unknown event `{e.Event}`; did you mean `{Mistakes.Nearest(e.Event!, Vocabulary.Events.Select(v => v.Name))}`?");
        var connection = client.Connections.FirstOrDefault(c => e.Connection is null ? c.Role == Role(info.Sources) : c.Id == e.Connection)
            ?? (e.Connection is null ? client.Connections[0] : throw new FormatException($"there is no connection `{e.Connection}`"));
        return new()
        {
            NaturalKey = $"{connection.Id}:case-{++_number}:{e.Event}", Name = info.Name, Subject = _person ? EventSubject.Person : info.Subjects[0], OccurredAt = at, Connection = connection.Id, Tool = connection.Tool,
            Key = e.Key, Money = e.Value is { } value ? new(value, client.Currency) : null, Properties = Values(e.With), Fields = Values(e.Contact),
        };
    }

    private static string Role(string sources) => sources.Split(' ', ';', ',')[0] switch { "MC" => "mail", "HS" => "crm", "GB" => "reviews", _ => "shop" };

    private ImmutableSortedDictionary<string, Value> Values(JObject? given) =>
        (given ?? []).Properties().ToImmutableSortedDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal);

    private Value Plain(JToken token) => token.Type switch
    {
        JTokenType.Integer or JTokenType.Float => Value.Of(Convert.ToDecimal(((JValue)token).Value, CultureInfo.InvariantCulture)),
        JTokenType.Boolean => Value.Of((bool)token),
        JTokenType.Array => Value.Of(token.Select(t => t.ToString())),
        JTokenType.Object when token["after"] is { } after => Value.Of(times.Start + XmlConvert.ToTimeSpan(after.ToString())),
        JTokenType.Null => Value.None,
        _ => Value.Of(token.ToString()),
    };
}
