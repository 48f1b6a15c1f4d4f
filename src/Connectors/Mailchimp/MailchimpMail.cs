using System.Text.Json;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>One mailing: a campaign, or one mail of a flow.</summary>
/// <param name="Id">Campaign id.</param>
/// <param name="Subject">Subject line; null where the source does not tell it.</param>
/// <param name="Title">The title that the team sees.</param>
/// <param name="SentAt">When it was sent; null where it is not told.</param>
internal sealed record MailchimpMail(string Id, string? Subject, string? Title, DateTimeOffset? SentAt)
{
    /// <summary>Reads a campaign as the API lists it, or as a record of ours carries it; null when it has no id.</summary>
    internal static MailchimpMail? Of(JsonElement campaign) => campaign.Text("id", "campaign_id") is { Length: > 0 } id
        ? new(id, campaign.Text("subject_line") ?? campaign.Get("settings").Text("subject_line"), campaign.Text("title", "campaign_title") ?? campaign.Get("settings").Text("title"), campaign.Instant("send_time"))
        : null;

    /// <summary>Writes what an event needs to know of it.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("subject_line", Subject);
        json.WriteString("title", Title);
        json.WriteString("send_time", SentAt is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : null);
        json.WriteEndObject();
    }
}
