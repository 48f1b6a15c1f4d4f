using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>What changes when one mapping takes another's place, rule by rule. Order, comments and where a rule comes from (pack or mapping) do not count.</summary>
/// <param name="Rules">The rules that differ, in the later mapping's order, those that are gone last.</param>
/// <param name="Settings">What differs beside the rules: journey, calm, lapse.</param>
public sealed record MappingDifference(ImmutableArray<RuleChange> Rules, ImmutableArray<ValueChange> Settings)
{
    /// <summary>True when both run alike.</summary>
    public bool IsEmpty => Rules.IsEmpty && Settings.IsEmpty;

    /// <summary>Compares. Pure.</summary>
    public static MappingDifference Between(CompiledMapping before, CompiledMapping after) => new(
        [
            .. after.Rules.Select(a => before.Rule(a.Id) is { } b ? Changed(b, a) : new RuleChange(a.Id, null, a, [])).OfType<RuleChange>(),
            .. before.Rules.Where(b => after.Rule(b.Id) is null).Select(b => new RuleChange(b.Id, b, null, [])),
        ],
        Values(before.Written, after.Written));

    private static RuleChange? Changed(CompiledRule before, CompiledRule after) =>
        Values(before.Written, after.Written) is { IsEmpty: false } values ? new(after.Id, before, after, before.Split?.Division == after.Split?.Division ? values : values.Add(new(ValueChange.Division, before.Split?.Division, after.Split?.Division))) : null;

    private static ImmutableArray<ValueChange> Values(string before, string after)
    {
        var (was, becomes) = (JObject.Parse(before), JObject.Parse(after));
        return
        [
            .. was.Properties().Select(p => p.Name).Union(becomes.Properties().Select(p => p.Name), StringComparer.Ordinal)
                .Where(name => !JToken.DeepEquals(was[name], becomes[name])).Select(name => new ValueChange(name, Text(was[name]), Text(becomes[name]))),
        ];
    }

    private static string? Text(JToken? value) => value switch { null => null, JValue { Type: JTokenType.String, Value: string text } => text, _ => value.ToString(Formatting.None) };
}
