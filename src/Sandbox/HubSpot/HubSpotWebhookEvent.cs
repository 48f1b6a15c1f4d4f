using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>One element of the array HubSpot posts.</summary>
/// <param name="EventId">Fits 64 bits; not guaranteed unique.</param>
/// <param name="SubscriptionId">The subscription that asked for it.</param>
/// <param name="SubscriptionType">Real deliveries call it <c>subscriptionType</c>, whatever the documentation's sample says.</param>
/// <param name="ObjectId">The record.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="By">Who did it.</param>
/// <param name="Details">The fields that only this kind carries.</param>
public sealed record HubSpotWebhookEvent(
    long EventId,
    long SubscriptionId,
    string SubscriptionType,
    long ObjectId,
    DateTimeOffset OccurredAt,
    HubSpotActor By,
    JObject Details)
{
    /// <summary>The element as sent: <paramref name="attempt"/> starts at 0 and counts the retries.</summary>
    public JObject ToJson(long portalId, long appId, int attempt)
    {
        var json = new JObject
        {
            ["eventId"] = EventId,
            ["subscriptionId"] = SubscriptionId,
            ["portalId"] = portalId,
            ["appId"] = appId,
            ["occurredAt"] = OccurredAt.ToUnixTimeMilliseconds(),
            ["subscriptionType"] = SubscriptionType,
            ["attemptNumber"] = attempt,
            ["objectId"] = ObjectId,
        };
        foreach (var detail in Details.Properties()) json[detail.Name] = detail.Value.DeepClone();
        json["changeSource"] = By.ChangeSource;
        json["sourceId"] = By.SourceId;
        return json;
    }
}
