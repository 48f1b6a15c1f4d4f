using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>One contact, Mira, through the engine on a virtual clock: due timers first, then what happens.</summary>
internal sealed class EnginePlay
{
    internal static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private readonly CompiledMapping _mapping;
    private readonly ClientContext _client;
    private int _number;

    internal EnginePlay(string mapping, params ConnectionRef[] more)
    {
        var loaded = MappingLoader.Load(mapping, "m.json", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        _mapping = loaded.Mapping!;
        _client = new("kornhaus", "Kornhaus", "Europe/Berlin", "EUR", "de",
            [new("shop", "shopify", "Shopify", "shop", true), new("mail", "mailchimp", "Mailchimp", "mail", true), .. more], [], 1);
        State = SubjectState.New("contact:1", 1) with { Identities = ImmutableSortedDictionary<string, string>.Empty.Add("email", "mira@example.com") };
    }

    internal SubjectState State { get; private set; }

    internal DateTimeOffset Now { get; private set; } = Monday;

    internal List<JourneyEvent> Derived { get; } = [];

    internal List<Decision> Decisions { get; } = [];

    internal List<PlannedAction> Planned { get; } = [];

    internal List<Alert> Alerts { get; } = [];

    internal List<string> Solved { get; } = [];

    /// <summary>Knows the contact by one more key.</summary>
    internal EnginePlay Knows(string scope, string id)
    {
        State = State with { Identities = State.Identities.Add(scope, id) };
        return this;
    }

    /// <summary>One more open run.</summary>
    internal EnginePlay Keep(Mappings.Engine.Run run)
    {
        State = State with { Runs = State.Runs.SetItem(run.Id, run) };
        return this;
    }

    /// <summary>Something happens so long after Monday morning; what was due before goes first.</summary>
    internal EnginePlay At(TimeSpan after, string name, string? key = null, Func<JourneyEvent, JourneyEvent>? more = null)
    {
        Until(after);
        var e = new JourneyEvent
        {
            NaturalKey = $"e{++_number}", Name = name, Subject = EventSubject.Person, OccurredAt = Now, Connection = "shop", Tool = "shopify", Key = key,
            Fields = ImmutableSortedDictionary<string, Value>.Empty.Add("firstName", Value.Of("Mira")),
        };
        Step(new LaneInput.Happened(more is null ? e : more(e)));
        return this;
    }

    /// <summary>Time passes.</summary>
    internal EnginePlay Until(TimeSpan after)
    {
        var end = Monday + after;
        while (State.Runs.Values.Where(r => r.DueAt <= end).MinBy(r => r.DueAt) is { } run)
        {
            Now = run.DueAt!.Value > Now ? run.DueAt.Value : Now;
            Step(new LaneInput.TimerDue(run.Id, run.DueAt!.Value));
        }

        Now = end;
        return this;
    }

    /// <summary>Time passes while the hub is down: timers ring late.</summary>
    internal EnginePlay Sleep(TimeSpan until)
    {
        Now = Monday + until;
        return this;
    }

    /// <summary>Goes on with what another mapping left.</summary>
    internal EnginePlay From(SubjectState state)
    {
        State = state;
        return this;
    }

    /// <summary>The rules keep an eye on something new.</summary>
    internal EnginePlay LookAt()
    {
        Step(new LaneInput.LookedAt());
        return this;
    }

    internal IEnumerable<JourneyEvent> Made(string name) => Derived.Where(e => e.Name == name);

    internal static Func<JourneyEvent, JourneyEvent> With(params (string Name, object Value)[] properties) => e => e with
    {
        Properties = properties.ToImmutableSortedDictionary(p => p.Name, p => p.Value switch { int n => Value.Of((decimal)n), string[] many => Value.Of(many), var other => Value.Of((string)other) }),
    };

    private void Step(LaneInput input)
    {
        var step = MappingEngine.Step(_mapping, _client, State, input, Now);
        State = step.State with { Runs = step.State.Runs.RemoveRange(step.State.Runs.Where(r => r.Value.State > RunState.Approval).Select(r => r.Key)) };
        Derived.AddRange(step.Derived);
        Decisions.AddRange(step.Decisions);
        Planned.AddRange(step.Actions);
        Alerts.AddRange(step.Alerts);
        Solved.AddRange(step.Solved);
    }
}
