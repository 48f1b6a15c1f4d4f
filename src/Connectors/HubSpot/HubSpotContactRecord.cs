using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>A fetched or polled contact: its creation, each property's last change at its own time, and the forms the person sent.</summary>
internal static class HubSpotContactRecord
{
    // Properties set together with the record are part of its creation, not changes.
    private static readonly TimeSpan CreationSpan = TimeSpan.FromSeconds(5);

    internal static Normalised Normalise(EnvelopeContent envelope, HubSpotModel record)
    {
        if (record.Id is not { Length: > 0 } id)
        {
            return Normalised.Unreadable("the contact has no id");
        }

        var created = HubSpotModel.ParseTime(record.Property("createdate")) ?? record.Time("createdAt") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var modified = HubSpotModel.ParseTime(record.Property("lastmodifieddate")) ?? record.Time("updatedAt") ?? created;
        var first = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        var later = new List<NormalisedEvent>();
        var names = record.Object("properties").Json.ValueKind == System.Text.Json.JsonValueKind.Object
            ? record.Object("properties").Json.EnumerateObject().Select(p => p.Name).Where(Mapped) : [];
        foreach (var name in names)
        {
            var text = record.Property(name);
            var history = record.History(name);
            if (history.Count == 0 || history[^1].At - created <= CreationSpan)
            {
                if (text is not null)
                {
                    first[HubSpotProperties.FieldOf(name)] = HubSpotProperties.ValueOf(name, text);
                }
            }

            // Without history the time of a single value is unknown; the record's own change time stands for it.
            foreach (var (change, old) in history.Select((c, i) => (c, i > 0 ? history[i - 1].Value : "")).TakeLast(name == HubSpotSettings.TagProperty ? 20 : 1))
            {
                if (change.At - created > CreationSpan || (name is "hs_email_optout" or HubSpotSettings.TagProperty && change.Value.Length > 0))
                {
                    // sourceId names the writing app only; whether that is ours is told by the echo ledger.
                    later.AddRange(HubSpotNormaliser.PropertyEvents(envelope, id, name, change.Value, old, change.At, false));
                }
            }

            if (history.Count == 0 && name == "hs_email_optout" && HubSpotModel.IsTrue(text))
            {
                later.AddRange(HubSpotNormaliser.PropertyEvents(envelope, id, name, text, null, modified, false));
            }
        }

        var history0 = record.Object("propertiesWithHistory").Json.ValueKind == System.Text.Json.JsonValueKind.Object;
        List<IdentityClaim> person = [HubSpotNormaliser.Contact(envelope, id)];
        if (record.Property("email") is { } email)
        {
            person.Add(IdentityClaim.Email(email, true));
        }

        if ((record.Property("phone") ?? record.Property("mobilephone")) is { } phone)
        {
            person.Add(IdentityClaim.Phone(phone));
        }

        // The first event's key is the webhook's, whose event has no fields; they come as an update of their own.
        return new()
        {
            Events =
            [
                HubSpotNormaliser.Event(envelope, "contact.created", "contact", id, "", created, person, fields: first),
                .. first.Count == 0 ? [] : (NormalisedEvent[])
                [
                    HubSpotNormaliser.Event(
                        envelope, "contact.updated", "contact", id, history0 ? "created" : HubSpotNormaliser.Ms(modified), history0 ? created : modified, person,
                        [new("field", Value.Of(string.Join(", ", first.Keys)))], first),
                ],
                .. later.Concat(Forms(envelope, record, id, person)).OrderBy(e => e.Event.OccurredAt),
            ],
        };
    }

    // The date's history has one entry for each form; the name beside it was written in the same moment. Answers and page stand in no property.
    private static IEnumerable<NormalisedEvent> Forms(EnvelopeContent envelope, HubSpotModel record, string id, IEnumerable<IdentityClaim> person)
    {
        var names = record.History(HubSpotProperties.ConversionName);
        var dates = record.History(HubSpotProperties.ConversionDate);
        var sent = dates.Select(d => (At: HubSpotModel.ParseTime(d.Value), d.Source, d.SourceId, Name: names.LastOrDefault(n => (n.At - d.At).Duration() <= CreationSpan)?.Value)).ToList();
        if (sent.Count == 0 && HubSpotModel.ParseTime(record.Property(HubSpotProperties.ConversionDate)) is { } only)
        {
            sent.Add((only, null, null, record.Property(HubSpotProperties.ConversionName)));
        }

        return sent.Where(s => s.At is not null).DistinctBy(s => s.At).Select(s => HubSpotNormaliser.Event(
            envelope, "form.submitted", "contact", id, HubSpotNormaliser.Ms(s.At!.Value), s.At.Value, person,
            [.. s.Name is { Length: > 0 } name ? [new("formName", Value.Of(name))] : (KeyValuePair<string, Value>[])[], .. s.Source == "FORM" && s.SourceId is { Length: > 0 } form ? [new("formId", Value.Of(form))] : (KeyValuePair<string, Value>[])[]]));
    }

    private static bool Mapped(string name) =>
        name is not ("createdate" or "lastmodifieddate" or "hs_object_id" or HubSpotProperties.ConversionDate or HubSpotProperties.ConversionName) && !name.StartsWith("hs_object_source", StringComparison.Ordinal);
}
