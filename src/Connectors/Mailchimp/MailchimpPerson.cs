using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>The member behind one envelope.</summary>
internal sealed class MailchimpPerson
{
    private readonly EnvelopeContent _envelope;
    private readonly string _hash;
    private readonly ImmutableArray<IdentityClaim> _claims;
    private readonly ImmutableSortedDictionary<string, Value> _fields;

    internal MailchimpPerson(EnvelopeContent envelope, string email, string? uniqueId, IEnumerable<KeyValuePair<string, string>> merges)
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
        Make("newsletter.left", at, Second(at), Values(("reason", reason), ("campaign", campaign), ("tool", MailchimpConnector.ConnectorId))) with
        {
            Marks = [MailchimpMember.StatusMark(_hash, "unsubscribed")],
        };

    internal NormalisedEvent Consent(bool given, DateTimeOffset at, string reason) => Make(
        given ? "consent.given" : "consent.withdrawn", at, "email@" + Second(at),
        Values(("channel", "email"), ("purpose", "marketing"), ("tool", MailchimpConnector.ConnectorId), (given ? "optIn" : "reason", reason), ("proof", given ? "as recorded in the audience" : null))) with
        {
            Marks = [MailchimpMember.StatusMark(_hash, given ? "subscribed" : "unsubscribed")],
        };

    internal NormalisedEvent Tagged(string tag, DateTimeOffset at) =>
        Make("contact.tagged", at, tag.Trim().ToLowerInvariant(), Values(("tag", tag), ("tool", MailchimpConnector.ConnectorId))) with
        {
            Marks = [MailchimpMember.TagMark(_hash, tag, on: true)],
        };

    internal NormalisedEvent AddressChanged(DateTimeOffset at, string before, string now) =>
        Make("contact.email.changed", at, Second(at), Values(("old", before), ("new", now), ("tool", MailchimpConnector.ConnectorId)), withFields: true);

    /// <summary>Once a mail: the report, the feed and the webhook of an address that was cleaned tell the same bounce.</summary>
    /// <summary>A hard one once for an address: a cleaned member's record goes on changing, and says each time that it is cleaned.</summary>
    internal NormalisedEvent Bounced(DateTimeOffset at, string? kind, string? reason, string? campaign) => Make(
        "email.bounced", at, kind == "hard" ? kind : campaign ?? Second(at), Values(("kind", kind), ("reason", reason), ("campaign", campaign), ("tool", MailchimpConnector.ConnectorId)));

    internal NormalisedEvent Complained(DateTimeOffset at, string? campaign) =>
        Make("email.complained", at, campaign ?? Second(at), Values(("campaign", campaign), ("tool", MailchimpConnector.ConnectorId)));

    /// <summary>An event about one mail.</summary>
    /// <param name="name">Event name.</param>
    /// <param name="at">When.</param>
    /// <param name="marker">What makes it another event than the others about this mail; empty when there is one only.</param>
    /// <param name="campaign">The mail.</param>
    /// <param name="values">Further properties.</param>
    internal NormalisedEvent Mail(string name, DateTimeOffset at, string marker, MailchimpMail campaign, params (string Name, Value Value)[] values) => Make(
        name, at, campaign.Id + marker,
        Values(("campaign", campaign.Id), ("subject", campaign.Subject), ("title", campaign.Title), ("tool", MailchimpConnector.ConnectorId))
            .AddRange(values.Where(v => v.Value.HasContent).Select(v => KeyValuePair.Create(v.Name, v.Value))));

    internal static ImmutableSortedDictionary<string, Value> Values(params (string Name, string? Text)[] values) =>
        values.Where(pair => pair.Text is { Length: > 0 }).ToImmutableSortedDictionary(pair => pair.Name, pair => Value.Of(pair.Text), StringComparer.Ordinal);

    internal static string Second(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

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
