using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>A run goes on with the text it began with.</summary>
public sealed class EarlierVersionTests
{
    private static readonly DateTimeOffset Now = EnginePlay.Monday;
    private readonly CompiledMapping _first = Load("""[ { "wait": "P1D", "until": [ "order.cancelled" ], "then": "exit" }, { "do": "hub.tag.add", "with": { "tag": "first" } } ]""");
    private readonly CompiledMapping _second = Load("""[ { "wait": "P1D" }, { "do": "hub.tag.add", "with": { "tag": "second" } } ]""");

    [Fact]
    public void Its_timer_leads_to_the_step_of_its_own_version()
    {
        var step = Wake(Begun(), version => version == 1 ? _first : null);
        Assert.Equal(["first"], step.Derived.Select(e => e.Property("tag").Text));
        Assert.Equal(1, step.State.Runs.Single().Value.MappingVersion);
    }

    [Fact]
    public void It_ends_at_what_its_own_version_waits_for()
    {
        var step = MappingEngine.Step(_second, Client(2, _ => _first), Begun(), new LaneInput.Happened(Event("order.cancelled")), Now.AddHours(1));
        Assert.Equal(RunState.Exited, step.State.Runs.Single().Value.State);
        Assert.Equal(1, Assert.Single(step.Decisions, d => d.Verdict == Verdict.Exited).MappingVersion);
    }

    [Fact]
    public void Where_its_version_can_no_longer_run_it_goes_on_with_the_one_in_force() =>
        Assert.Equal(["second"], Wake(Begun(), _ => null).Derived.Select(e => e.Property("tag").Text));

    private StepResult Wake(SubjectState state, Func<int, CompiledMapping?> earlier)
    {
        var run = state.Runs.Single().Value;
        return MappingEngine.Step(_second, Client(2, earlier), state, new LaneInput.TimerDue(run.Id, run.DueAt!.Value), Now.AddDays(2));
    }

    private SubjectState Begun() => MappingEngine.Step(_first, Client(1, _ => null), SubjectState.New("contact:1", 1), new LaneInput.Happened(Event("order.paid")), Now).State;

    private static JourneyEvent Event(string name) => new() { NaturalKey = name, Name = name, Subject = EventSubject.Person, OccurredAt = Now, Connection = "shop", Tool = "shopify", Key = "o1" };

    private static ClientContext Client(int version, Func<int, CompiledMapping?> earlier) => new("kornhaus", "Kornhaus", "Europe/Berlin", "EUR", "de", [], [], version) { Earlier = earlier };

    private static CompiledMapping Load(string then)
    {
        var loaded = MappingLoader.Load($$"""{ "rules": [ { "id": "thank", "mode": "live", "when": "order.paid", "then": {{then}} } ] }""", "m.json", []);
        Assert.Empty(loaded.Mistakes);
        return loaded.Mapping!;
    }
}
