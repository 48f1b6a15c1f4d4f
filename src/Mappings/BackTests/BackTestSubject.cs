using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.BackTests;

/// <summary>One subject with all that the journal knows of it.</summary>
/// <param name="Subject">The engine's name of it: <c>contact:123</c>, <c>review:…</c>.</param>
/// <param name="Contact">Contact id; null for other subjects.</param>
/// <param name="Identities">Keys by which the contact is known today.</param>
/// <param name="Log">What rules really did; only what lies before the tried time counts.</param>
/// <param name="Events">Its events, in any order.</param>
public sealed record BackTestSubject(
    string Subject, long? Contact, ImmutableSortedDictionary<string, string> Identities, RunLog Log, IReadOnlyList<BackTestEvent> Events);
