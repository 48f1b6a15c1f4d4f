using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// What became of campaigns: a round lists those of the last weeks and reads the reports of each, page by page. Recipients are read until an hour after the sending, what they did
/// from a little before the newest that was seen. Campaigns older than some days are asked once a day.
/// </summary>
internal static class MailchimpActivity
{
    private const int LargestPage = 1000;
    private const int ListPages = 5;

    // What Mailchimp shows of openings and clicks may be an hour late.
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(3);
    private static readonly TimeSpan Followed = TimeSpan.FromDays(30);
    private static readonly TimeSpan FollowedAtFirst = TimeSpan.FromDays(120);
    private static readonly TimeSpan RecipientsSettle = TimeSpan.FromHours(1);
    private static readonly ImmutableArray<string> Reports = ["sent-to", "email-activity", "abuse-reports"];

    /// <summary>Reads a page of the stream.</summary>
    internal static async Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        var cursor = request.Cursor is null ? new Cursor { From = request.Since, Newest = request.Since, AllFrom = request.Since } : JsonConvert.DeserializeObject<Cursor>(request.Cursor)!;
        return cursor.Round is null
            ? await ListAsync(session, cursor, session.Time.GetUtcNow() - (request.Cursor is null ? FollowedAtFirst : Followed), cancellationToken)
            : await ReadAsync(session, cursor, Math.Clamp(request.PageSize, 1, LargestPage), cancellationToken);
    }

    private static async Task<VendorResult<PollPage>> ListAsync(VendorSession session, Cursor cursor, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var sent = new List<MailchimpMail>();
        for (var page = 0; page < ListPages; page++)
        {
            var answer = await MailchimpCampaigns.ListAsync(session, since, LargestPage, page * LargestPage, cancellationToken);
            if (answer.Failure is { } failure)
            {
                return failure;
            }

            var listed = answer.Value.Get("campaigns").Items().ToList();
            sent.AddRange(listed.Where(c => MailchimpCampaigns.IsOurs(session, c)).Select(MailchimpMail.Of).OfType<MailchimpMail>().Where(m => m.SentAt is not null));
            if (listed.Count < LargestPage)
            {
                break;
            }
        }

        var now = session.Time.GetUtcNow();
        var all = cursor.AllAt is not { } last || now - last >= TimeSpan.FromDays(1);
        var begun = cursor with
        {
            Round = [.. sent.Where(m => all || m.SentAt > now - Fresh)], IsAll = all, AllAt = all ? now : cursor.AllAt,
            Complete = [.. cursor.Complete.Where(id => sent.Exists(m => m.Id == id))], Report = 0, Offset = 0,
        };
        return begun.Round.Count == 0 ? new PollPage([], End(begun).Write(), false) : new PollPage([], begun.Write(), true);
    }

    private static async Task<VendorResult<PollPage>> ReadAsync(VendorSession session, Cursor cursor, int count, CancellationToken cancellationToken)
    {
        var mail = cursor.Round![0];
        if (cursor.Report == 0 && cursor.Complete.Contains(mail.Id))
        {
            cursor = cursor with { Report = 1 };
        }

        var report = Reports[cursor.Report];
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetReport(
            mail.Id, report, authorization, report == "email-activity" ? MailchimpStreams.Since(cursor.IsAll ? cursor.AllFrom : cursor.From) : null, count, cursor.Offset, "_links,emails._links,sent_to._links,abuse_reports._links", cancellationToken));
        if (answer.Failure is { } failure)
        {
            // A campaign that was deleted meanwhile has no reports; the others still have.
            return failure.Kind is FailureKind.NotFound ? Next(cursor, [], cursor.Newest, Reports.Length) : failure;
        }

        var rows = answer.Value.Get(report switch { "sent-to" => "sent_to", "email-activity" => "emails", _ => "abuse_reports" });
        if (rows.ValueKind is not JsonValueKind.Array)
        {
            return new VendorFailure(FailureKind.Transient, $"The answer holds no {report}.", null, 200);
        }

        var records = new List<PolledRecord>();
        var newest = cursor.Newest;
        foreach (var row in rows.Items())
        {
            var at = report == "email-activity" ? row.Get("activity").Items().Select(a => a.Instant("timestamp")).Max() : mail.SentAt;
            if (row.Text("email_id") is not { } member || (report == "email-activity" && at is null))
            {
                continue; // a recipient who did nothing
            }

            newest = report == "email-activity" && at > newest ? at.Value : newest;
            records.Add(new($"{mail.Id}:{report}:{member}", Record(mail, report, row), at));
        }

        if (rows.GetArrayLength() >= count)
        {
            return new PollPage(records, (cursor with { Newest = newest, Offset = cursor.Offset + rows.GetArrayLength() }).Write(), true);
        }

        var known = report == "sent-to" && mail.SentAt + RecipientsSettle < session.Time.GetUtcNow() ? cursor with { Complete = cursor.Complete.Add(mail.Id) } : cursor;
        return Next(known, records, newest, cursor.Report + 1);
    }

    private static PollPage Next(Cursor cursor, List<PolledRecord> records, DateTimeOffset newest, int report)
    {
        var next = report < Reports.Length
            ? cursor with { Newest = newest, Report = report, Offset = 0 }
            : cursor with { Newest = newest, Report = 0, Offset = 0, Round = [.. cursor.Round!.Skip(1)] };
        return next.Round!.Count > 0 ? new PollPage(records, next.Write(), true) : new PollPage(records, End(next).Write(), false);
    }

    private static Cursor End(Cursor cursor)
    {
        var from = cursor.Newest - Overlap > cursor.From ? cursor.Newest - Overlap : cursor.From;
        return cursor with { From = from, AllFrom = cursor.IsAll ? from : cursor.AllFrom, Round = null, Report = 0, Offset = 0 };
    }

    // What grows with every opening is left out of a recipient's row, so that it is the same whenever it is read; so are merge fields, which the members' stream brings.
    private static byte[] Record(MailchimpMail mail, string report, JsonElement row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("report", report);
            json.WritePropertyName("campaign");
            mail.Write(json);
            json.WriteStartObject("row");
            foreach (var name in (string[])["email_id", "email_address", "status", "date", "activity"])
            {
                if (row.Get(name) is { ValueKind: not JsonValueKind.Undefined } value)
                {
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Where the stream is.</summary>
    private sealed record Cursor
    {
        /// <summary>What recipients did is asked for from here on.</summary>
        [JsonProperty("from")]
        public DateTimeOffset From { get; init; }

        /// <summary>The same for the rounds that ask all campaigns.</summary>
        [JsonProperty("allFrom")]
        public DateTimeOffset AllFrom { get; init; }

        /// <summary>True while a round asks all campaigns, the older ones too.</summary>
        [JsonProperty("isAll")]
        public bool IsAll { get; init; }

        /// <summary>The newest deed that was seen; never the clock, so that skew loses nothing.</summary>
        [JsonProperty("newest")]
        public DateTimeOffset Newest { get; init; }

        /// <summary>When all campaigns were asked last, the older ones too.</summary>
        [JsonProperty("allAt")]
        public DateTimeOffset? AllAt { get; init; }

        /// <summary>Campaigns that this round has still to read; null between rounds.</summary>
        [JsonProperty("round")]
        public List<MailchimpMail>? Round { get; init; }

        /// <summary>Which report of the first of them.</summary>
        [JsonProperty("report")]
        public int Report { get; init; }

        /// <summary>Rows of it that were read.</summary>
        [JsonProperty("offset")]
        public int Offset { get; init; }

        /// <summary>Campaigns whose recipients are all known.</summary>
        [JsonProperty("complete")]
        public ImmutableList<string> Complete { get; init; } = [];

        internal string Write() => JsonConvert.SerializeObject(this);
    }
}
