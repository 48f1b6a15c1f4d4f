using System.Collections.Immutable;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>One input of a turn for one subject.</summary>
internal sealed record SubjectInput(
    string Subject, LaneInput Input, DateTimeOffset At, long? EventId, long? Envelope, long? Answer, ImmutableArray<(IdentityKey Key, bool Verified)> Claims, string? Run = null)
{
    /// <summary>Whose turn it is by which rule, for somebody who was there already; null otherwise.</summary>
    public (string Rule, long Contact)? Admitted { get; init; }

    /// <summary>How the engine calls the subject of an event that is about no contact.</summary>
    public static string NameOf(JourneyEvent fact)
    {
        var kind = fact.Subject switch
        {
            EventSubject.Reviewer => "review",
            EventSubject.Place => "place",
            EventSubject.Thing => "thing",
            EventSubject.Anonymous => "anonymous",
            _ => "person",
        };
        return kind + ":" + (fact.Key ?? fact.NaturalKey);
    }
}
