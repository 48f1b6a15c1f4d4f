using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Deals that a rule makes or moves. https://developers.hubspot.com/docs/api-reference/latest/crm/objects/deals</summary>
internal static class HubSpotDeals
{
    /// <summary>The property in which our mark stands, so that a deal is found again.</summary>
    internal const string MarkProperty = "description";

    private const int DealToContact = 3;

    /// <summary>Why it cannot be done; null when it can.</summary>
    internal static string? Refusal(string verb, OutboundAction action) => (verb, action) switch
    {
        ("deal.create", _) when action.Text("name").Trim().Length == 0 => "The deal has no name.",
        ("deal.create", _) when action.Text("amount").Length > 0 && !decimal.TryParse(action.Text("amount"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => $"The amount \"{FailureTable.Cut(action.Text("amount"))}\" is no number.",
        ("deal.move", _) when !(action.Text("deal") is { Length: > 0 } deal && deal.All(char.IsAsciiDigit)) => "The action names no deal. Take it from the event: {{ event.dealId }}.",
        ("deal.move", _) when action.Text("stage").Trim().Length == 0 => "The action names no stage. HubSpot shows its internal name under Settings, Objects, Deals, Pipelines.",
        _ => null,
    };

    /// <summary>A new deal as HubSpot takes it.</summary>
    internal static JObject Record(VendorSession session, OutboundAction action)
    {
        var properties = new JObject
        {
            ["dealname"] = action.Text("name"), ["dealstage"] = action.Text("stage") is { Length: > 0 } stage ? stage : "appointmentscheduled",
            [MarkProperty] = string.Join('\n', new[] { action.Text("note"), OnceOnly.MarkOf(action.Key) }.Where(t => t.Length > 0)),
        };
        foreach (var (name, text) in new[] { ("pipeline", action.Text("pipeline")), ("amount", action.Text("amount")), ("hubspot_owner_id", action.Text("owner")) })
        {
            if (text.Length > 0)
            {
                properties[name] = text;
            }
        }

        var record = new JObject { ["properties"] = properties };
        if (action.Target.ObjectId is { Length: > 0 } contact)
        {
            record["associations"] = new JArray(new JObject
            {
                ["to"] = new JObject { ["id"] = contact }, ["types"] = new JArray(new JObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = DealToContact }),
            });
        }

        return record;
    }

    /// <summary>Moves a deal to a stage. Doing it twice has its effect once.</summary>
    internal static async Task<ActionVerdict> MoveAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        var (deal, stage) = (action.Text("deal"), action.Text("stage").Trim());
        var inputs = new JObject { ["inputs"] = new JArray(new JObject { ["id"] = deal, ["objectWriteTraceId"] = action.Key, ["properties"] = new JObject { ["dealstage"] = stage } }) };
        using var recorded = ExchangeRecorder.Begin();
        var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.Batch(token, "deals", "update", inputs, true, cancellationToken), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return Verdicts.Of(action.Key, failure, recorded.Exchange);
        }

        var result = HubSpotAnswer.Items(answer.Value, "results").FirstOrDefault(r => HubSpotAnswer.Text(r, "id") == deal);
        var error = HubSpotAnswer.Items(answer.Value, "errors").FirstOrDefault();
        return result is not null && HubSpotAnswer.Text(result["properties"], "dealstage") == stage ? new(action.Key, ActionOutcome.Done, $"The deal is at {stage}.", null, recorded.Exchange, deal)
            : error is not null ? new(action.Key, ActionOutcome.Rejected, FailureTable.Cut("HubSpot refused: " + HubSpotAnswer.Text(error, "message")), null, recorded.Exchange)
            : new(action.Key, ActionOutcome.Retry, "HubSpot answered without a word about this deal.", null, recorded.Exchange);
    }
}
