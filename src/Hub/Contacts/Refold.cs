using System.Text.Json;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Contacts;

/// <summary>Brings right what depends on the order of events (stage moves, scores) when one came late or two contacts became one.</summary>
public static class Refold
{
    /// <summary>All stored events of a contact; parameters: client, contact.</summary>
    public const string Query = "select data from event where client=@p0 and contact=@p1";

    /// <summary>The facts with stage and scores folded anew from all events; what does not depend on order stays.</summary>
    /// <param name="facts">The facts as they are.</param>
    /// <param name="stored">The stored events as JSON.</param>
    /// <param name="folded">Events that are in the facts and not stored yet.</param>
    /// <param name="model">The client's journey.</param>
    public static ContactFacts Of(ContactFacts facts, IEnumerable<string> stored, IEnumerable<JourneyEvent> folded, StageModel model)
    {
        var all = FactsFold.All(stored.Select(e => JsonSerializer.Deserialize<JourneyEvent>(e, JourneyJson.Options)!).Concat(folded), model);
        return facts with { StageMoves = all.StageMoves, StageMark = all.StageMark, Scores = all.Scores };
    }
}
