using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Processing;

/// <summary>What the text of one rule is worth inside a mapping.</summary>
/// <param name="Rule">The rule as read; null when it is not readable as JSON, or has no id.</param>
/// <param name="Mapping">The whole mapping with the rule in it; null when there is a mistake.</param>
/// <param name="Document">The text that would be kept: of a pack's rule only what differs. Empty when there is a mistake.</param>
/// <param name="Mistakes">All mistakes. Those in the rule have the lines of its text, from 1, and no file; those elsewhere name theirs.</param>
public sealed record RuleCheck(JObject? Rule, CompiledMapping? Mapping, string Document, ImmutableArray<Mistake> Mistakes)
{
    /// <summary>The rule, ready to run; null when there is a mistake.</summary>
    public CompiledRule? Compiled => Rule is null ? null : Mapping?.Rule(Rule.Value<string>("id") ?? "");
}
