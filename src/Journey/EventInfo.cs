using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>An event of the vocabulary.</summary>
/// <param name="Name">Name in the past tense, e.g. <c>order.placed</c>.</param>
/// <param name="Group">Heading under which lists show it.</param>
/// <param name="Subjects">Whom or what it may be about; the usual one first.</param>
/// <param name="Meaning">What it says, in a few words.</param>
/// <param name="Sources">Where it comes from: SH, HS, MC, GB, IN, HUB with topics.</param>
/// <param name="Matters">What people want to know of it, in words.</param>
/// <param name="Mark">Property that serves as mark in <c>event[mark]</c>; null when it has none.</param>
/// <param name="Properties">Property names that rules may rely on; a normaliser may add more.</param>
/// <param name="Stages">What it means for a contact's stage, by model id; models without an entry take it as evidence only.</param>
public sealed record EventInfo(
    string Name, string Group, ImmutableArray<EventSubject> Subjects, string Meaning, string Sources, string? Matters, string? Mark,
    ImmutableArray<string> Properties, ImmutableSortedDictionary<string, StageCell>? Stages);
