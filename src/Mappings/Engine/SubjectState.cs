using System.Collections.Immutable;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Mappings.Engine;

/// <summary>
/// Everything the engine knows about one subject before a step, and everything it leaves behind after it. The subject is a contact, or, for events of no person
/// (a review, a location), the event's own key.
/// </summary>
/// <param name="Subject"><c>contact:123</c>, or <c>review:accounts/1/…</c>, <c>place:…</c>.</param>
/// <param name="ContactId">Contact id; null for other subjects.</param>
/// <param name="Identities">Keys by which the contact is known: <c>scope</c> of a vendor id or <c>email</c>, to the value; used to pick a target connection and to address actions.</param>
/// <param name="Facts">The fold over its events.</param>
/// <param name="Log">What rules did so far: firings, touches, caps.</param>
/// <param name="Runs">Open runs of this subject (waiting), by run id.</param>
public sealed record SubjectState(
    string Subject,
    long? ContactId,
    ImmutableSortedDictionary<string, string> Identities,
    ContactFacts Facts,
    RunLog Log,
    ImmutableSortedDictionary<string, Run> Runs)
{
    /// <summary>A subject that nothing is known about.</summary>
    public static SubjectState New(string subject, long? contactId) => new(
        subject, contactId, ImmutableSortedDictionary<string, string>.Empty, ContactFacts.Empty, RunLog.Empty, ImmutableSortedDictionary<string, Run>.Empty);
}
