using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// What is polled. Members by change time: pages go by time, not by offset, wherever they can: a member that changes while we page moves to the end, and an offset would then skip its neighbour.
/// </summary>
internal static class MailchimpStreams
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Reads the next page of a stream.</summary>
    internal static async Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        switch (request.Stream)
        {
            case "members": return await MembersAsync(session, request, cancellationToken);
            case "campaigns": return await MailchimpCampaigns.PollAsync(session, request, cancellationToken);
            case "activity": return await MailchimpActivity.PollAsync(session, request, cancellationToken);
            default: return new VendorFailure(FailureKind.Misconfigured, $"Mailchimp has no stream {request.Stream}.");
        }
    }

    /// <summary>Counts those who are in the audience by the time at which they opted in. Who left since is not counted by Mailchimp, but is in the journal: it may hold more.</summary>
    internal static async Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.CountMembers(
            session.Connection.Thing, authorization, "subscribed", Since(from), Since(to), 1, "total_items", cancellationToken));
        return answer.Failure is { } failure ? failure
            : answer.Value.Amount("total_items") is { } n ? (long)n
            : new VendorFailure(FailureKind.Transient, $"Mailchimp's answer counts no {stream}.", null, 200);
    }

    private static async Task<VendorResult<PollPage>> MembersAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        var cursor = request.Cursor is null ? new(request.Since, request.Since, 0) : JsonConvert.DeserializeObject<MailchimpCursor>(request.Cursor)!;
        var count = Math.Clamp(request.PageSize, 1, 500);
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetMembers(
            session.Connection.Thing, authorization, Since(cursor.From), count, cursor.Offset,
            "last_changed", "ASC", "members._links,_links", cancellationToken));
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        if (answer.Value.Get("members").ValueKind is not JsonValueKind.Array)
        {
            return new VendorFailure(FailureKind.Transient, "The answer lists no members.", null, 200);
        }

        var records = new List<PolledRecord>();
        var newest = cursor.Watermark;
        DateTimeOffset? last = null;
        var listed = 0;
        foreach (var member in answer.Value.Get("members").Items())
        {
            listed++;
            if (member.Text("id") is not { } id)
            {
                continue;
            }

            var changed = member.Instant("last_changed");
            records.Add(new(id, JsonMarshal.GetRawUtf8Value(member).ToArray(), changed));
            last = changed ?? last;
            newest = changed > newest ? changed.Value : newest;
        }

        var more = listed >= count;
        var next = !more ? new MailchimpCursor(newest, newest - Overlap, 0)
            : last is { } end && end - TimeSpan.FromSeconds(1) > cursor.From ? new(newest, end - TimeSpan.FromSeconds(1), 0)
            : cursor with { Watermark = newest, Offset = cursor.Offset + listed };
        return new PollPage(records, JsonConvert.SerializeObject(next), more);
    }

    /// <summary>Asks for the audience.</summary>
    internal static async Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetList(session.Connection.Thing, authorization, cancellationToken));
        return answer.Failure switch
        {
            { Kind: FailureKind.NotFound } missing => missing with { Kind = FailureKind.Misconfigured, Message = $"The account has no audience {session.Connection.Thing}." },
            { } failure => failure,
            null => $"{answer.Value.Text("name") ?? session.Connection.Thing} ({answer.Value.Get("stats").Amount("member_count")?.ToString(CultureInfo.InvariantCulture) ?? "?"} members)",
        };
    }

    /// <summary>A time as the API's filters take it.</summary>
    internal static string Since(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>Where a stream is.</summary>
    internal sealed record MailchimpCursor(
        [property: JsonProperty("watermark")] DateTimeOffset Watermark, [property: JsonProperty("from")] DateTimeOffset From, [property: JsonProperty("offset")] int Offset);
}
