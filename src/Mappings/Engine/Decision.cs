namespace IntegrationHub.Mappings.Engine;

/// <summary>What a rule concluded, with the reason and the <c>now</c> it was made with. Never re-made; a late event may mark it "came late".</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="RunKey">Run key.</param>
/// <param name="Step">Step id, or null when the rule's trigger and conditions were decided.</param>
/// <param name="MappingVersion">Version of the mapping.</param>
/// <param name="Mode">Mode the rule was in.</param>
/// <param name="Verdict">The conclusion.</param>
/// <param name="Clause">The clause that decided, as it stands in the document (<c>event.value gte 15</c>, <c>cap marketing 2 in P7D</c>); null when all held.</param>
/// <param name="Value">The value as it was then, in words.</param>
/// <param name="Sentence">The whole conclusion in one plain sentence, in the catalogue's tone.</param>
/// <param name="EventKey">Natural key of the event that was decided on; null for a timer.</param>
/// <param name="NextTryAt">When it is tried again, for held ones.</param>
/// <param name="Now">The time it was decided with.</param>
public sealed record Decision(
    string Rule, string RunKey, string? Step, int MappingVersion, RuleMode Mode, Verdict Verdict, string? Clause, string? Value, string Sentence,
    string? EventKey, DateTimeOffset? NextTryAt, DateTimeOffset Now);
