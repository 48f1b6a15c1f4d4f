using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>
/// HubSpot's webhook items and records as journey events. A deal's or ticket's contact is not in the webhook, so those become fetches, and the fetched record makes
/// the events. A record that is gone comes as topic <c>gone:KIND</c> with <c>{"id":"…"}</c>. Pure, never throws.
/// </summary>
public static class HubSpotNormaliser
{
    /// <summary>Turns one envelope into events and wished fetches.</summary>
    public static Normalised Normalise(EnvelopeContent envelope)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope.Bytes);
            var model = new HubSpotModel(document.RootElement);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Normalised.Unreadable("not a JSON object");
            }

            return envelope.Topic switch
            {
                "stream:contacts" or "fetch:contact" => HubSpotContactRecord.Normalise(envelope, model),
                "stream:deals" or "fetch:deal" => HubSpotDealRecord.Normalise(envelope, model),
                "stream:tickets" or "fetch:ticket" => HubSpotTicketRecord.Normalise(envelope, model),
                "stream:notes" or "stream:calls" or "stream:meetings" or "stream:tasks" => HubSpotActivityRecord.Normalise(envelope, envelope.Topic[7..^1], model),
                "gone:contact" => Gone(envelope, model),
                _ when envelope.Topic.StartsWith("gone:", StringComparison.Ordinal) => Normalised.NotMapped("the object is gone and nothing follows from it"),
                _ => Webhook(envelope, model),
            };
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return Normalised.Unreadable("not readable as JSON: " + fault.Message);
        }
    }

    internal static NormalisedEvent Event(
        EnvelopeContent envelope, string name, string kind, string id, string marker, DateTimeOffset at, IEnumerable<IdentityClaim> identities,
        IEnumerable<KeyValuePair<string, Value>>? properties = null, IEnumerable<KeyValuePair<string, Value>>? fields = null, Money? money = null,
        IEnumerable<WriteMark>? marks = null, bool own = false) => new(
        new JourneyEvent
        {
            NaturalKey = $"{envelope.Connection.Id}:{kind}:{id}:{name}:{marker}",
            Name = name,
            Subject = EventSubject.Person,
            OccurredAt = at,
            Connection = envelope.Connection.Id,
            Tool = "hubspot",
            Key = kind == "contact" ? null : id,
            Historical = envelope.Historical,
            Money = money,
            Identities = [.. identities],
            Properties = (properties ?? []).ToImmutableSortedDictionary(),
            Fields = (fields ?? []).ToImmutableSortedDictionary(),
        },
        [.. marks ?? []],
        own);

    internal static IdentityClaim Contact(EnvelopeContent envelope, string id) => IdentityClaim.Vendor(envelope.Connection.Id, "contact", id);

    internal static string Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>What one property of a contact says, from a webhook or from a record's history. One natural key for both.</summary>
    internal static IEnumerable<NormalisedEvent> PropertyEvents(EnvelopeContent envelope, string id, string property, string? text, string? old, DateTimeOffset at, bool own)
    {
        var value = HubSpotProperties.ValueOf(property, text);
        var identities = new List<IdentityClaim> { Contact(envelope, id) };
        if (value.HasContent && property == "email")
        {
            // The address is the CRM's own unique key of the record.
            identities.Add(IdentityClaim.Email(text!, true));
        }
        else if (value.HasContent && property is "phone" or "mobilephone" && !string.IsNullOrEmpty(text))
        {
            identities.Add(IdentityClaim.Phone(text));
        }

        WriteMark[] marks = [new("contact:" + id, "property:" + property, HubSpotProperties.Canonical(property, text))];
        var field = HubSpotProperties.FieldOf(property);
        var properties = new Dictionary<string, Value> { ["field"] = Value.Of(field), ["new"] = value };
        if (old is not null)
        {
            properties["old"] = HubSpotProperties.ValueOf(property, old);
        }

        yield return Event(
            envelope, "contact.updated", "contact", id, $"{property}:{Ms(at)}", at, identities, properties, [new(field, value)], marks: marks, own: own);
        switch (property)
        {
            case "email" when value.HasContent:
                properties.Remove("field");
                yield return Event(envelope, "contact.email.changed", "contact", id, Ms(at), at, identities, properties, marks: marks, own: own);
                break;
            case "hubspot_owner_id" when value.HasContent:
                yield return Event(envelope, "contact.owner.assigned", "contact", id, Ms(at), at, identities, [new("owner", value)], marks: marks, own: own);
                break;
            case "hs_email_optout" when value.Flag == true:
                yield return Event(
                    envelope, "consent.withdrawn", "contact", id, "email:" + Ms(at), at, identities,
                    [new("purpose", Value.Of("marketing")), new("channel", Value.Of("email")), new("reason", Value.Of("opted out in HubSpot"))], marks: marks, own: own);
                break;
            case HubSpotSettings.TagProperty when old is not null:
                var (now, before) = (HubSpotProperties.Choices(text), HubSpotProperties.Choices(old));
                foreach (var (name, tag) in now.Except(before).Select(t => ("contact.tagged", t)).Concat(before.Except(now).Select(t => ("contact.untagged", t))))
                {
                    yield return Event(
                        envelope, name, "contact", id, $"{tag}:{Ms(at)}", at, identities, [new("tag", Value.Of(tag))],
                        marks: [new("contact:" + id, "tag:" + tag, name == "contact.tagged" ? "on" : "off")], own: own);
                }

                break;
        }
    }

    private static Normalised Webhook(EnvelopeContent envelope, HubSpotModel item)
    {
        var topic = item.Text("subscriptionType") ?? item.Text("eventType") ?? envelope.Topic;
        var dot = topic.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return Normalised.NotMapped($"unknown subscription type {topic}");
        }

        var kind = (topic[..dot], item.Text("objectTypeId")) switch
        {
            ("object", "0-1") => "contact",
            ("object", "0-3") => "deal",
            ("object", "0-5") => "ticket",
            (var named, _) => named,
        };
        var what = topic[(dot + 1)..];
        if (what == "associationChange")
        {
            return Association(item, topic);
        }

        var id = item.Text("objectId") ?? item.Text("newObjectId") ?? item.Text("primaryObjectId");
        if (string.IsNullOrEmpty(id))
        {
            return Normalised.Unreadable($"{topic} names no object");
        }

        return kind switch
        {
            "contact" => ContactWebhook(envelope, item, what, id, topic),
            "deal" or "ticket" when what == "deletion" => Normalised.NotMapped($"a deleted {kind} says nothing about a person"),
            "deal" or "ticket" => new() { Fetches = [new(kind, item.Text("newObjectId") ?? id, topic)] },
            _ => Normalised.NotMapped($"nothing follows from {topic}"),
        };
    }

    private static Normalised ContactWebhook(EnvelopeContent envelope, HubSpotModel item, string what, string id, string topic)
    {
        var at = item.Time("occurredAt") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var source = item.Text("changeSource");
        var own = source == "INTEGRATION" && item.Text("sourceId") is { } writer && writer == item.Text("appId");
        IdentityClaim[] person = [Contact(envelope, id)];
        FetchWish fetch = new("contact", id, topic);
        switch (what)
        {
            case "creation":
                return new()
                {
                    Events = [Event(envelope, "contact.created", "contact", id, "", at, person, [new("createdBy", Value.Of(source))], own: own)],
                    Fetches = [fetch],
                };
            case "propertyChange" when item.Text("propertyName") is HubSpotProperties.ConversionDate or HubSpotProperties.ConversionName:
                return new() { Fetches = [fetch] };
            case "propertyChange" when item.Text("propertyName") is { Length: > 0 } property:
                // Which tags came or went shows only beside the old value, which the record's history has.
                return new()
                {
                    Events = [.. PropertyEvents(envelope, id, property, item.Text("propertyValue"), null, at, own)],
                    Fetches = property == HubSpotSettings.TagProperty ? [fetch] : [],
                };
            case "deletion":
                return new() { Events = [Event(envelope, "contact.deleted", "contact", id, Ms(at), at, person, own: own)] };
            case "restore":
                return new() { Events = [Event(envelope, "contact.restored", "contact", id, Ms(at), at, person, own: own)], Fetches = [fetch] };
            case "privacyDeletion":
                return new() { Events = [Event(envelope, "privacy.erasure.requested", "contact", id, Ms(at), at, person, own: own)] };
            case "merge":
                var kept = item.Text("newObjectId") is { Length: > 0 } fresh ? fresh : item.Text("primaryObjectId") ?? id;
                string[] gone = [.. item.Texts("mergedObjectIds").Append(item.Text("primaryObjectId") ?? id).Append(id).Distinct(StringComparer.Ordinal).Where(g => g != kept)];
                return new()
                {
                    Events =
                    [
                        Event(
                            envelope, "contact.merged", "contact", kept, Ms(at), at, [Contact(envelope, kept), .. gone.Select(g => Contact(envelope, g))],
                            [new("kept", Value.Of(kept)), new("gone", Value.Of(gone))], own: own),
                    ],
                    Fetches = [new("contact", kept, topic)],
                };
            default:
                return Normalised.NotMapped($"nothing follows from {topic}");
        }
    }

    private static Normalised Association(HubSpotModel item, string topic)
    {
        var type = item.Text("associationType") ?? "";
        var (from, to) = (item.Text("fromObjectId"), item.Text("toObjectId"));
        foreach (var kind in (string[])["deal", "ticket"])
        {
            var id = type.StartsWith(kind, StringComparison.OrdinalIgnoreCase) ? from : type.EndsWith("_to_" + kind, StringComparison.OrdinalIgnoreCase) ? to : null;
            if (!string.IsNullOrEmpty(id))
            {
                return new() { Fetches = [new(kind, id, topic)] };
            }
        }

        return Normalised.NotMapped($"the association {type} says nothing about a person's journey");
    }

    private static Normalised Gone(EnvelopeContent envelope, HubSpotModel model) => model.Id is not { Length: > 0 } id
        ? Normalised.Unreadable("no id")
        : new() { Events = [Event(envelope, "contact.deleted", "contact", id, "gone", envelope.ReceivedAt, [Contact(envelope, id)])] };
}
