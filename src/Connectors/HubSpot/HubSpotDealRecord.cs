using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>A fetched or polled deal with its contact and the history of its stage.</summary>
internal static class HubSpotDealRecord
{
    internal static Normalised Normalise(EnvelopeContent envelope, HubSpotModel record)
    {
        if (record.Id is not { Length: > 0 } id)
        {
            return Normalised.Unreadable("the deal has no id");
        }

        if (record.Associated("contacts") is not [var contact, ..])
        {
            return Normalised.NotMapped("the deal has no contact yet");
        }

        var created = HubSpotModel.ParseTime(record.Property("createdate")) ?? record.Time("createdAt") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var modified = HubSpotModel.ParseTime(record.Property("hs_lastmodifieddate")) ?? record.Time("updatedAt") ?? created;
        var stage = record.Property("dealstage") ?? "";
        Money? money = decimal.TryParse(record.Property("amount"), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? new Money(amount, (record.Property("deal_currency_code") ?? envelope.Connection.Currency).ToUpperInvariant()) : null;
        IdentityClaim[] person = [HubSpotNormaliser.Contact(envelope, contact)];
        NormalisedEvent Make(string name, string marker, DateTimeOffset at, params KeyValuePair<string, Value>[] more) => HubSpotNormaliser.Event(
            envelope, name, "deal", id, marker, at, person,
            [
                new("dealId", Value.Of(id)), new("deal", Value.Of(record.Property("dealname"))), new("pipeline", Value.Of(record.Property("pipeline"))),
                .. money is { } m ? [new("amount", Value.Of(m.Amount))] : (KeyValuePair<string, Value>[])[], .. more,
            ],
            money: money);

        var events = new List<NormalisedEvent> { Make("deal.created", "", created) };
        var history = record.History("dealstage");
        for (var i = 1; i < history.Count; i++)
        {
            events.Add(Make(
                "deal.moved", HubSpotNormaliser.Ms(history[i].At), history[i].At, new("from", Value.Of(history[i - 1].Value)), new("to", Value.Of(history[i].Value)),
                new("daysInStep", Value.Of(Days(history[i].At - history[i - 1].At)))));
        }

        // Custom pipelines name their closing stages as they like; the calculated flags tell what a stage means.
        var entered = history.Count > 0 ? history[^1].At : modified;
        var won = stage == "closedwon" || HubSpotModel.IsTrue(record.Property("hs_is_closed_won"));
        var lost = !won && (stage == "closedlost" || HubSpotModel.IsTrue(record.Property("hs_is_closed")));
        if (won)
        {
            events.Add(Make("deal.won", "", entered, new("stage", Value.Of(stage)), new("daysSinceCreated", Value.Of(Days(entered - created)))));
        }
        else if (lost)
        {
            events.Add(Make("deal.lost", "", entered, new("stage", Value.Of(stage)), new("reason", Value.Of(record.Property("closed_lost_reason")))));
        }

        return new() { Events = [.. events] };
    }

    private static decimal Days(TimeSpan span) => decimal.Round((decimal)Math.Max(0, span.TotalDays), 2);
}
