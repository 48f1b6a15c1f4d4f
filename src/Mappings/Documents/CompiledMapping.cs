using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>A validated mapping document with its packs merged, parameters filled in and templates parsed; immutable and safe to share.</summary>
public sealed partial class CompiledMapping
{
    /// <summary>A mapping without rules: facts and the hub's own events only.</summary>
    public static CompiledMapping Empty { get; } = new(StageModels.Default, [], new());

    private readonly FrozenSet<string> _listened;

    internal CompiledMapping(StageModel model, ImmutableArray<CompiledRule> rules, CalmRules calm)
    {
        (Model, Rules, Calm) = (model, rules, calm);
        Watching = [.. rules.Where(r => r.Mode != RuleMode.Off && (r.Date is not null || r.Segment is not null))];
        WatchingSign = Watching.IsEmpty ? "" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Watching.Select(Watched)))))[..16];
        _listened = rules.Where(r => r.Mode != RuleMode.Off).SelectMany(r => r.When).Select(t => t.Event).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What is written beside the rules (journey, calm, lapse, parameters): a JSON object.</summary>
    public string Written { get; init; } = "{}";

    /// <summary>The client's journey.</summary>
    public StageModel Model { get; }

    /// <summary>All rules, those that are off too.</summary>
    public ImmutableArray<CompiledRule> Rules { get; }

    /// <summary>The rules that keep an eye on every contact: those with dates or a segment that are not off.</summary>
    public ImmutableArray<CompiledRule> Watching { get; }

    /// <summary>A short text that changes when what <see cref="Watching"/> watches changes; empty when nothing is watched.</summary>
    public string WatchingSign { get; }

    /// <summary>Caps, quiet hours, calm and working hours.</summary>
    public CalmRules Calm { get; }

    /// <summary>After how long an unfinished checkout counts as left.</summary>
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Fields and properties in which people state how they heard of the business.</summary>
    public ImmutableArray<string> HeardOf { get; init; } = [];

    /// <summary>Points of the score <c>interest</c> from which a lead is worth a person's time; null when nobody is told.</summary>
    public decimal? HotScore { get; init; }

    /// <summary>Shortest silence that counts as lapsed.</summary>
    public TimeSpan LapseFloor { get; init; } = TimeSpan.FromDays(60);

    /// <summary>How many times their usual gap somebody must be away to count as lapsed.</summary>
    public double LapseFactor { get; init; } = 2.5;

    /// <summary>The same mapping with other rules: what is written beside them stays.</summary>
    internal CompiledMapping With(ImmutableArray<CompiledRule> rules) => new(Model, rules, Calm)
    {
        Written = Written, AbandonAfter = AbandonAfter, HeardOf = HeardOf, HotScore = HotScore, LapseFloor = LapseFloor, LapseFactor = LapseFactor,
    };

    private static string Watched(CompiledRule rule)
    {
        var written = JObject.Parse(rule.Written);
        return string.Join(' ', rule.Id, written["date"]?.ToString(Newtonsoft.Json.Formatting.None), written["segment"]?.ToString(Newtonsoft.Json.Formatting.None));
    }

    /// <summary>True when a rule that is not off begins at this event.</summary>
    public bool Listens(string eventName) => _listened.Contains(eventName);

    /// <summary>The rule of this id, or null.</summary>
    public CompiledRule? Rule(string id) => Rules.FirstOrDefault(r => r.Id == id);
}
