using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>The campaigns of an audience that went out, by the time of sending. Mails of flows are not among them: the member's feed tells of those.</summary>
internal static class MailchimpCampaigns
{
    private const int LargestPage = 1000;
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>Reads a page of the stream.</summary>
    internal static async Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        var cursor = request.Cursor is null ? new(request.Since, request.Since, 0) : JsonConvert.DeserializeObject<MailchimpStreams.MailchimpCursor>(request.Cursor)!;
        var count = Math.Clamp(request.PageSize, 1, LargestPage);
        var answer = await ListAsync(session, cursor.From, count, cursor.Offset, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var records = new List<PolledRecord>();
        var newest = cursor.Watermark;
        var listed = answer.Value.Get("campaigns").Items().ToList();
        foreach (var campaign in listed)
        {
            if (MailchimpMail.Of(campaign) is not { SentAt: { } at } mail)
            {
                continue; // not sent
            }

            newest = at > newest ? at : newest;
            if (IsOurs(session, campaign))
            {
                records.Add(new(mail.Id, Record(mail, campaign), at));
            }
        }

        var more = listed.Count >= count;
        var next = more ? cursor with { Watermark = newest, Offset = cursor.Offset + listed.Count } : new MailchimpStreams.MailchimpCursor(newest, newest - Overlap, 0);
        return new PollPage(records, JsonConvert.SerializeObject(next), more);
    }

    /// <summary>The campaigns sent since a time, the oldest first.</summary>
    internal static async Task<VendorResult<JsonElement>> ListAsync(VendorSession session, DateTimeOffset since, int count, int offset, CancellationToken cancellationToken)
    {
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetCampaigns(
            authorization, session.Connection.Thing, MailchimpStreams.Since(since), "sent", count, offset, "send_time", "ASC", "campaigns._links,_links,campaigns.settings.template_id", cancellationToken));
        return answer.Failure is null && answer.Value.Get("campaigns").ValueKind is not JsonValueKind.Array
            ? new VendorFailure(FailureKind.Transient, "The answer lists no campaigns.", null, 200)
            : answer;
    }

    /// <summary>False for a campaign that went to another audience, whatever the filter gave.</summary>
    internal static bool IsOurs(VendorSession session, JsonElement campaign) =>
        campaign.Get("recipients").Text("list_id") is not { } list || list.Equals(session.Connection.Thing, StringComparison.OrdinalIgnoreCase);

    // Counts that grow with every opening are left out: the record of a campaign is the same whenever it is read.
    private static byte[] Record(MailchimpMail mail, JsonElement campaign)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", mail.Id);
            json.WriteString("subject_line", mail.Subject);
            json.WriteString("title", mail.Title);
            json.WriteString("send_time", campaign.Text("send_time"));
            json.WriteString("emails_sent", campaign.Digits("emails_sent"));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
