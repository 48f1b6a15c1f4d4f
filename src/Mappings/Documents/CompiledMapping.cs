using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Documents;

/// <summary>A validated mapping document with its packs merged, parameters filled in and templates parsed; immutable and safe to share.</summary>
public sealed partial class CompiledMapping
{
    /// <summary>A mapping without rules: facts and the hub's own events only.</summary>
    public static CompiledMapping Empty { get; } = new(StageModels.Default, [], new());

    internal CompiledMapping(StageModel model, ImmutableArray<CompiledRule> rules, CalmRules calm) => (Model, Rules, Calm) = (model, rules, calm);

    /// <summary>The client's journey.</summary>
    public StageModel Model { get; }

    /// <summary>All rules, those that are off too.</summary>
    public ImmutableArray<CompiledRule> Rules { get; }

    /// <summary>Caps, quiet hours, calm and working hours.</summary>
    public CalmRules Calm { get; }

    /// <summary>After how long an unfinished checkout counts as left.</summary>
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Shortest silence that counts as lapsed.</summary>
    public TimeSpan LapseFloor { get; init; } = TimeSpan.FromDays(60);

    /// <summary>How many times their usual gap somebody must be away to count as lapsed.</summary>
    public double LapseFactor { get; init; } = 2.5;

    /// <summary>The rule of this id, or null.</summary>
    public CompiledRule? Rule(string id) => Rules.FirstOrDefault(r => r.Id == id);
}
