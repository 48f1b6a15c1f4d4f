using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>An event as a case tells it.</summary>
public abstract record CaseEvent
{
    /// <summary>Name from the vocabulary; null when this is something else than an event.</summary>
    public string? Event { get; init; }

    /// <summary>What waits match on: order id, checkout token, review id.</summary>
    public string? Key { get; init; }

    /// <summary>Money in the client's currency.</summary>
    public decimal? Value { get; init; }

    /// <summary>Connection that shows it; null for the one whose tool usually does, by the vocabulary.</summary>
    public string? Connection { get; init; }

    /// <summary>The event's properties: texts, numbers, yes or no, lists of texts; <c>{ "after": "P3D" }</c> for a time counted from the start.</summary>
    public JObject? With { get; init; }

    /// <summary>What it says about the contact's record: <c>firstName</c>.</summary>
    public JObject? Contact { get; init; }
}
