using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// Members by change time. Pages go by time, not by offset, wherever they can: a member that changes while we page moves to the end, and an offset would then skip its neighbour.
/// </summary>
internal static class MailchimpStreams
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    internal static async Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        if (request.Stream != "members")
        {
            return new VendorFailure(FailureKind.Misconfigured, $"Mailchimp has no stream {request.Stream}.");
        }

        var cursor = request.Cursor is null ? new(request.Since, request.Since, 0) : JsonConvert.DeserializeObject<MailchimpCursor>(request.Cursor)!;
        var count = Math.Clamp(request.PageSize, 1, 500);
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetMembers(
            session.Connection.Thing, authorization, cursor.From.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture), count, cursor.Offset,
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

    /// <summary>Where the stream is.</summary>
    internal sealed record MailchimpCursor(
        [property: JsonProperty("watermark")] DateTimeOffset Watermark, [property: JsonProperty("from")] DateTimeOffset From, [property: JsonProperty("offset")] int Offset);
}
