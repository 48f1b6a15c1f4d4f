using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>On whom a rule is tried when not a share decides: people who are named, or a group.</summary>
/// <param name="Written">As it is written: a JSON object. Two with equal text mean the same people.</param>
/// <param name="Contacts">Contact ids; empty when a condition decides.</param>
/// <param name="If">What people must fulfil when an event of the rule happens; null when they are named.</param>
public sealed record RulePilot(string Written, ImmutableSortedSet<long> Contacts, Condition? If);
