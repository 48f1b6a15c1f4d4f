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
        if (envelope.Topic.StartsWith("stream:", StringComparison.Ordinal))
        {
            return OfStream(envelope);
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

        var person = new Person(envelope, email, form.Data("id"), form.Merges());
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
                    [person.Left(at, reason, campaign), person.Consent(false, at, reason), person.Simple("email.complained", at, ("campaign", campaign))],
                "unsubscribe" => [person.Left(at, reason ?? "manual", campaign), person.Consent(false, at, reason ?? "manual")],
                _ when reason == "abuse" => [person.Simple("email.complained", at, ("campaign", campaign)), person.Consent(false, at, reason)],
                _ => [person.Cleaned(at, reason ?? "cleaned", campaign)],
            },
        };
    }

    private static Normalised AddressChanged(EnvelopeContent envelope, MailchimpForm form, DateTimeOffset at)
    {
        if (form.Data("new_email") is not { } now || form.Data("old_email") is not { } before)
        {
            return Normalised.Unreadable("The delivery does not name both addresses.");
        }

        var person = new Person(envelope, now, form.Data("new_id"), []);
        var changed = person.Simple("contact.email.changed", at, ("old", before), ("new", now));
        var claims = changed.Event.Identities.Insert(0, IdentityClaim.Vendor(envelope.Connection.Id, "member", MailchimpMember.Hash(before)));
        return new() { Events = [changed with { Event = changed.Event with { Identities = claims } }] };
    }

    private static Normalised Campaign(EnvelopeContent envelope, MailchimpForm form, DateTimeOffset at)
    {
        var id = form.Data("id");
        var status = form.Data("status");
        return id is null ? Normalised.Unreadable("The delivery names no campaign.")
            : status is not null && status != "sent" ? Normalised.NotMapped($"The campaign is \"{status}\", not sent.")
            : new()
            {
                Events = [new(new JourneyEvent
                {
                    NaturalKey = $"{envelope.Connection.Id}:campaign:{id}:campaign.sent:",
                    Name = "campaign.sent",
                    Subject = EventSubject.Thing,
                    OccurredAt = at,
                    Connection = envelope.Connection.Id,
                    Tool = MailchimpConnector.ConnectorId,
                    Key = id,
                    Historical = envelope.Historical,
                    Properties = Values(("campaign", id), ("subject", form.Data("subject"))),
                }, [])],
            };
    }

    private static Normalised OfStream(EnvelopeContent envelope)
    {
        if (envelope.Topic != "stream:members")
        {
            return Normalised.NotMapped($"Nothing is made of {envelope.Topic}.");
        }

        try
        {
            using var document = JsonDocument.Parse(envelope.Bytes, JsonReading.Strict);
            return OfRecord(envelope, document.RootElement);
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return Normalised.Unreadable("The record is no readable JSON: " + JsonReading.CleanText(fault.Message));
        }
    }

    private static Normalised OfRecord(EnvelopeContent envelope, JsonElement member)
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
        var person = new Person(envelope, email, member.Text("unique_email_id"), merges);
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
                events.Add(person.Cleaned(changed, "cleaned", null));
                break;
            default:
                break;
        }

        // The record shows which tags stand, not since when: one event a tag, whenever it is first seen.
        events.AddRange(member.Get("tags").Items().Select(tag => tag.Text("name")).OfType<string>().Select(tag => person.Tagged(tag, changed)));
        return new() { Events = events.ToImmutable() };
    }

    private static ImmutableSortedDictionary<string, Value> Values(params (string Name, string? Text)[] values) =>
        values.Where(pair => pair.Text is { Length: > 0 }).ToImmutableSortedDictionary(pair => pair.Name, pair => Value.Of(pair.Text), StringComparer.Ordinal);

    /// <summary>The member behind one envelope.</summary>
    private sealed class Person
    {
        private readonly EnvelopeContent _envelope;
        private readonly string _hash;
        private readonly ImmutableArray<IdentityClaim> _claims;
        private readonly ImmutableSortedDictionary<string, Value> _fields;

        internal Person(EnvelopeContent envelope, string email, string? uniqueId, IEnumerable<KeyValuePair<string, string>> merges)
        {
            _envelope = envelope;
            _hash = MailchimpMember.Hash(email);
            // Mailchimp confirms or mails an address before it counts as a member: it vouches for it.
            var claims = ImmutableArray.Create(IdentityClaim.Vendor(envelope.Connection.Id, "member", _hash), IdentityClaim.Email(email, true));
            _claims = uniqueId is null ? claims : claims.Insert(1, IdentityClaim.Vendor(envelope.Connection.Id, "unique-email", uniqueId));
            var fields = ImmutableSortedDictionary.CreateBuilder<string, Value>(StringComparer.Ordinal);
            fields["email"] = Value.Of(email);
            foreach (var (tag, value) in merges)
            {
                var name = tag.ToUpperInvariant() switch { "FNAME" => "firstName", "LNAME" => "lastName", "PHONE" => "phone", "EMAIL" => "email", var own => envelope.Connection.Role + "." + own };
                fields[name] = Value.Of(value);
            }

            _fields = fields.ToImmutable();
        }

        internal NormalisedEvent Created(DateTimeOffset at) => Make("contact.created", at, "", Values(("tool", MailchimpConnector.ConnectorId), ("vendorId", _hash)), withFields: true);

        internal NormalisedEvent Updated(DateTimeOffset at)
        {
            var content = Encoding.UTF8.GetBytes(string.Join('\u001f', _fields.Select(pair => pair.Key + "=" + pair.Value)));
            var marker = Second(at) + "-" + Convert.ToHexStringLower(SHA256.HashData(content))[..12];
            return Make("contact.updated", at, marker, Values(("tool", MailchimpConnector.ConnectorId), ("vendorId", _hash)), withFields: true);
        }

        /// <summary>Once a day: the webhook's second and the record's opt-in second may differ, the fact is one.</summary>
        internal NormalisedEvent Joined(DateTimeOffset at, string? form) => Make(
            "newsletter.joined", at, at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Values(("audience", _envelope.Connection.Thing), ("tool", MailchimpConnector.ConnectorId), ("form", form)), withFields: true);

        internal NormalisedEvent Left(DateTimeOffset at, string reason, string? campaign) =>
            Make("newsletter.left", at, Second(at), Values(("reason", reason), ("campaign", campaign), ("tool", MailchimpConnector.ConnectorId)));

        internal NormalisedEvent Consent(bool given, DateTimeOffset at, string reason) => Make(
            given ? "consent.given" : "consent.withdrawn", at, "email@" + Second(at),
            Values(("channel", "email"), ("purpose", "marketing"), ("tool", MailchimpConnector.ConnectorId), (given ? "optIn" : "reason", reason), ("proof", given ? "as recorded in the audience" : null)));

        internal NormalisedEvent Tagged(string tag, DateTimeOffset at) =>
            Make("contact.tagged", at, tag.Trim().ToLowerInvariant(), Values(("tag", tag), ("tool", MailchimpConnector.ConnectorId))) with
            {
                Marks = [MailchimpMember.TagMark(_hash, tag, on: true)],
            };

        /// <summary>Once for an address: a cleaned member's record goes on changing, and says each time that it is cleaned.</summary>
        internal NormalisedEvent Cleaned(DateTimeOffset at, string reason, string? campaign) =>
            Make("email.bounced", at, "hard", Values(("kind", "hard"), ("reason", reason), ("campaign", campaign), ("tool", MailchimpConnector.ConnectorId)));

        internal NormalisedEvent Simple(string name, DateTimeOffset at, params (string Name, string? Text)[] values) =>
            Make(name, at, Second(at), Values([.. values, ("tool", MailchimpConnector.ConnectorId)]), withFields: name == "contact.email.changed");

        private static string Second(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        private NormalisedEvent Make(string name, DateTimeOffset at, string marker, ImmutableSortedDictionary<string, Value> properties, bool withFields = false) => new(
            new JourneyEvent
            {
                NaturalKey = $"{_envelope.Connection.Id}:member:{_hash}:{name}:{marker}",
                Name = name,
                Subject = EventSubject.Person,
                OccurredAt = at,
                Connection = _envelope.Connection.Id,
                Tool = MailchimpConnector.ConnectorId,
                Historical = _envelope.Historical,
                Identities = _claims,
                Fields = withFields ? _fields : ImmutableSortedDictionary<string, Value>.Empty,
                Properties = properties,
            },
            []);
    }
}
