using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Deletes a contact for good, after a person's yes. By record id only: by an address that HubSpot does not know it would block the address instead.</summary>
internal static class HubSpotErasure
{
    internal static async Task<ActionVerdict> EraseAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        if (action.Target.ObjectId is not { Length: > 0 } id)
        {
            // The hub has looked by address before.
            return new(action.Key, ActionOutcome.Done, "HubSpot has no record with this person's address; nothing was there to delete.");
        }

        using var recorded = ExchangeRecorder.Begin();
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Erase(token, new JObject { ["objectId"] = id }, true, cancellationToken), cancellationToken);
        return answer.Failure switch
        {
            { Kind: FailureKind.NotFound } => new(action.Key, ActionOutcome.Done, "HubSpot no longer had this contact.", null, recorded.Exchange, id),
            { } failure => Verdicts.Of(action.Key, failure, recorded.Exchange),
            _ => new(action.Key, ActionOutcome.Done, "HubSpot deletes the contact for good; it may take it some days to be gone everywhere.", null, recorded.Exchange, id),
        };
    }
}
