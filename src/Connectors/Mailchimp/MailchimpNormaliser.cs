using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>From one envelope to events. Pure; never throws. Webhooks are forms, polled members are JSON.</summary>
internal static class MailchimpNormaliser
{
    internal static Normalised Normalise(EnvelopeContent envelope)
    {
        if (envelope.Topic.StartsWith("gone:", StringComparison.Ordinal))
        {
            return Normalised.NotMapped("The member is not in the audience any more.");
        }

        if (envelope.Topic.Contains(':', StringComparison.Ordinal))
        {
            return OfRecord(envelope);
        }

        var form = new MailchimpForm(envelope.Bytes.Span);
        if (form.HasTwice)
        {
            return Normalised.Unreadable("A field stands twice in the form.");
        }

        if (form.Data("list_id") is { } list && !list.Equals(envelope.Connection.Thing, StringComparison.OrdinalIgnoreCase))
        {
            return Normalised.Unreadable($"The delivery speaks of the audience {list}, not {envelope.Connection.Thing}.");
        }

        var at = form.FiredAt ?? envelope.VendorAt ?? envelope.ReceivedAt;
        return envelope.Topic switch
        {
            "campaign" => Campaign(envelope, form, at),
            "upemail" => AddressChanged(envelope, form, at),
            "subscribe" or "unsubscribe" or "profile" or "cleaned" => OfMember(envelope, form, at),
            _ => Normalised.NotMapped($"Nothing is made of the type {envelope.Topic}."),
        };
    }

    private static Normalised OfMember(EnvelopeContent envelope, MailchimpForm form, DateTimeOffset at)
    {
        var email = form.Data("email");
        if (email is null || !email.Contains('@', StringComparison.Ordinal))
        {
            return Normalised.Unreadable("The delivery names no address.");
        }

        var person = new MailchimpPerson(envelope, email, form.Data("id"), form.Merges());
        var reason = form.Data("reason")?.ToLowerInvariant();
        var campaign = form.Data("campaign_id");
        return new()
        {
            Events = envelope.Topic switch
            {
                "subscribe" => [person.Joined(at, null), person.Consent(true, at, "subscribed")],
                "profile" => [person.Updated(at)],
                "unsubscribe" when form.Data("action") == "delete" => [person.Left(at, "deleted from the audience", campaign)],
                "unsubscribe" when reason == "abuse" =>
                    [person.Left(at, reason, campaign), person.Consent(false, at, reason), person.Complained(at, campaign)],
                "unsubscribe" => [person.Left(at, reason ?? "manual", campaign), person.Consent(false, at, reason ?? "manual")],
                _ when reason == "abuse" => [person.Complained(at, campaign), person.Consent(false, at, reason)],
                _ => [person.Bounced(at, "hard", reason ?? "cleaned", campaign)],
            },
        };
    }

    private static Normalised AddressChanged(EnvelopeContent envelope, MailchimpForm form, DateTimeOffset at)
    {
        if (form.Data("new_email") is not { } now || form.Data("old_email") is not { } before)
        {
            return Normalised.Unreadable("The delivery does not name both addresses.");
        }

        var person = new MailchimpPerson(envelope, now, form.Data("new_id"), []);
        var changed = person.AddressChanged(at, before, now);
        var claims = changed.Event.Identities.Insert(0, IdentityClaim.Vendor(envelope.Connection.Id, "member", MailchimpMember.Hash(before)));
        return new() { Events = [changed with { Event = changed.Event with { Identities = claims } }] };
    }

    private static Normalised Campaign(EnvelopeContent envelope, MailchimpForm form, DateTimeOffset at)
    {
        var id = form.Data("id");
        var status = form.Data("status");
        return id is null ? Normalised.Unreadable("The delivery names no campaign.")
            : status is not null && status != "sent" ? Normalised.NotMapped($"The campaign is \"{status}\", not sent.")
            : new() { Events = [MailchimpMailEvents.CampaignSent(envelope, id, at, form.Data("subject"), null, null)] };
    }

    private static Normalised OfRecord(EnvelopeContent envelope)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope.Bytes, JsonReading.Strict);
            return envelope.Topic switch
            {
                "stream:members" => OfMember(envelope, document.RootElement),
                "stream:campaigns" => MailchimpMailEvents.OfCampaign(envelope, document.RootElement),
                "stream:activity" => MailchimpMailEvents.OfReport(envelope, document.RootElement),
                "fetch:activity" => MailchimpMailEvents.OfFeed(envelope, document.RootElement),
                _ => Normalised.NotMapped($"Nothing is made of {envelope.Topic}."),
            };
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return Normalised.Unreadable("The record is no readable JSON: " + JsonReading.CleanText(fault.Message));
        }
    }

    private static Normalised OfMember(EnvelopeContent envelope, JsonElement member)
    {
        var email = member.Text("email_address");
        if (email is null || !email.Contains('@', StringComparison.Ordinal))
        {
            return Normalised.Unreadable("The member has no address.");
        }

        var fields = member.Get("merge_fields");
        var merges = fields.ValueKind is JsonValueKind.Object
            ? fields.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value.Text() ?? field.Value.Amount()?.ToString(CultureInfo.InvariantCulture) ?? ""))
                .Where(pair => pair.Value.Length > 0).ToList()
            : [];
        var person = new MailchimpPerson(envelope, email, member.Text("unique_email_id"), merges);
        var changed = member.Instant("last_changed") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var opted = member.Instant("timestamp_opt") ?? member.Instant("timestamp_signup");
        var events = ImmutableArray.CreateBuilder<NormalisedEvent>();
        events.Add(person.Created(member.Instant("timestamp_signup") ?? opted ?? changed));
        events.Add(person.Updated(changed));
        switch (member.Text("status"))
        {
            case "subscribed":
                events.Add(person.Joined(opted ?? changed, member.Text("source")));
                events.Add(person.Consent(true, opted ?? changed, "subscribed"));
                break;
            case "unsubscribed":
                var reason = member.Text("unsubscribe_reason") ?? "unsubscribed";
                events.Add(person.Left(changed, reason, null));
                events.Add(person.Consent(false, changed, reason));
                break;
            case "cleaned":
                events.Add(person.Bounced(changed, "hard", "cleaned", null));
                break;
            default:
                break;
        }

        // The record shows which tags stand, not since when: one event a tag, whenever it is first seen.
        events.AddRange(member.Get("tags").Items().Select(tag => tag.Text("name")).OfType<string>().Select(tag => person.Tagged(tag, changed)));
        return new() { Events = events.ToImmutable() };
    }
}
