using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// What became of mails: from the reports of campaigns and from a member's activity feed. Both tell the same sendings, openings and clicks, and both give the same natural keys.
/// </summary>
internal static class MailchimpMailEvents
{
    /// <summary>A campaign went out, told by webhook or poll.</summary>
    internal static NormalisedEvent CampaignSent(EnvelopeContent envelope, string id, DateTimeOffset at, string? subject, string? title, string? recipients) => new(
        new JourneyEvent
        {
            NaturalKey = $"{envelope.Connection.Id}:campaign:{id}:campaign.sent:",
            Name = "campaign.sent",
            Subject = EventSubject.Thing,
            OccurredAt = at,
            Connection = envelope.Connection.Id,
            Tool = MailchimpConnector.ConnectorId,
            Key = id,
            Historical = envelope.Historical,
            Properties = MailchimpPerson.Values(("campaign", id), ("subject", subject), ("title", title), ("recipients", recipients)),
        },
        []);

    internal static Normalised OfCampaign(EnvelopeContent envelope, JsonElement record) =>
        MailchimpMail.Of(record) is not { SentAt: { } at } mail ? Normalised.Unreadable("The campaign has no id or no time of sending.")
        : new() { Events = [CampaignSent(envelope, mail.Id, at, mail.Subject, mail.Title, record.Digits("emails_sent"))] };

    /// <summary>One row of a campaign's report: a recipient, what a recipient did, or a spam mark.</summary>
    internal static Normalised OfReport(EnvelopeContent envelope, JsonElement record)
    {
        var row = record.Get("row");
        if (MailchimpMail.Of(record.Get("campaign")) is not { } mail || row.Text("email_address") is not { } email || !email.Contains('@', StringComparison.Ordinal))
        {
            return Normalised.Unreadable("The row names no campaign or no address.");
        }

        var person = new MailchimpPerson(envelope, email, null, []);
        var received = envelope.VendorAt ?? envelope.ReceivedAt;
        return record.Text("report") switch
        {
            "sent-to" => new() { Events = [person.Mail("email.sent", mail.SentAt ?? received, "", mail)] },
            "abuse-reports" => new() { Events = [person.Complained(row.Instant("date") ?? received, mail.Id)] },
            "email-activity" => Events(row.Get("activity").Items().Select(entry => Did(person, mail, entry.Text("action"), entry.Instant("timestamp"), entry.Text("url"), entry.Text("type")))),
            var other => Normalised.NotMapped($"Nothing is made of the report {other}."),
        };
    }

    /// <summary>A member's feed: mails of flows are told here and nowhere else.</summary>
    internal static Normalised OfFeed(EnvelopeContent envelope, JsonElement record)
    {
        var email = record.Text("email_address");
        if (email is null || !email.Contains('@', StringComparison.Ordinal))
        {
            return Normalised.Unreadable("The feed does not say whose it is.");
        }

        var person = new MailchimpPerson(envelope, email, record.Text("unique_email_id"), []);
        var entries = record.Get("activity").Items().Select(entry => (Entry: entry, Type: entry.Text("activity_type"), At: entry.Instant("created_at_timestamp"), Mail: MailchimpMail.Of(MailOf(entry))))
            .Where(e => e.At is not null && e.Mail is not null).OrderBy(e => e.At).ToList();

        // A flow may send one mail again: the first sending has the key that a report would give, later ones their time beside it.
        var sent = entries.Where(e => e.Type == "sent").GroupBy(e => e.Mail!.Id, StringComparer.Ordinal)
            .SelectMany(g => g.Select((e, i) => person.Mail("email.sent", e.At!.Value, i == 0 ? "" : "#" + MailchimpPerson.Second(e.At!.Value), e.Mail!)));
        return Events(sent.Concat(entries.Where(e => e.Type != "sent").Select(e => Did(person, e.Mail!, e.Type, e.At, e.Entry.Text("link_clicked"), e.Entry.Text("bounce_type")))));
    }

    // The feed names a mail by campaign_id and campaign_title beside the entry's own fields.
    private static JsonElement MailOf(JsonElement entry) => entry.Text("campaign_id") is null ? default : entry;

    private static NormalisedEvent? Did(MailchimpPerson person, MailchimpMail mail, string? what, DateTimeOffset? when, string? url, string? bounce) => (what, when) switch
    {
        ("open", { } at) => person.Mail("email.opened", at, ":" + MailchimpPerson.Second(at), mail),
        ("click", { } at) => person.Mail("email.clicked", at, ":" + MailchimpPerson.Second(at) + ":" + Short(url), mail, ("url", Value.Of(url)), ("isReviewLink", ReviewLink.Is(url) ? Value.Of(true) : Value.None)),
        ("bounce", { } at) => person.Bounced(at, bounce, null, mail.Id),
        _ => null,
    };

    private static Normalised Events(IEnumerable<NormalisedEvent?> events)
    {
        var made = events.OfType<NormalisedEvent>().DistinctBy(e => e.Event.NaturalKey, StringComparer.Ordinal).ToImmutableArray();
        return made.IsEmpty ? Normalised.NotMapped("Nothing happened to a mail.") : new() { Events = made };
    }

    private static string Short(string? url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url ?? "")))[..8];
}
