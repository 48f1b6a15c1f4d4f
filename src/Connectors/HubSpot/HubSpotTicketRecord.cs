using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>A fetched ticket with its contact.</summary>
internal static class HubSpotTicketRecord
{
    // Closed stage of HubSpot's own support pipeline.
    private const string DefaultClosedStage = "4";

    internal static Normalised Normalise(EnvelopeContent envelope, HubSpotModel record)
    {
        if (record.Id is not { Length: > 0 } id)
        {
            return Normalised.Unreadable("the ticket has no id");
        }

        if (record.Associated("contacts") is not [var contact, ..])
        {
            return Normalised.NotMapped("the ticket has no contact yet");
        }

        var created = HubSpotModel.ParseTime(record.Property("createdate")) ?? record.Time("createdAt") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var modified = HubSpotModel.ParseTime(record.Property("hs_lastmodifieddate")) ?? record.Time("updatedAt") ?? created;
        IdentityClaim[] person = [HubSpotNormaliser.Contact(envelope, contact)];
        KeyValuePair<string, Value>[] about =
            [new("ticketId", Value.Of(id)), new("subject", Value.Of(record.Property("subject"))), new("priority", Value.Of(record.Property("hs_ticket_priority")))];
        var opened = HubSpotNormaliser.Event(envelope, "ticket.opened", "ticket", id, "", created, person, about);
        var closedAt = HubSpotModel.ParseTime(record.Property("closed_date"));
        if (closedAt is null && !HubSpotModel.IsTrue(record.Property("hs_is_closed")) && record.Property("hs_pipeline_stage") is not DefaultClosedStage)
        {
            return new() { Events = [opened] };
        }

        var stage = record.History("hs_pipeline_stage");
        var at = closedAt ?? (stage.Count > 0 ? stage[^1].At : modified);
        var hours = decimal.Round((decimal)Math.Max(0, (at - created).TotalHours), 2);
        return new()
        {
            Events = [opened, HubSpotNormaliser.Event(envelope, "ticket.closed", "ticket", id, HubSpotNormaliser.Ms(at), at, person, [.. about, new("hours", Value.Of(hours))])],
        };
    }
}
