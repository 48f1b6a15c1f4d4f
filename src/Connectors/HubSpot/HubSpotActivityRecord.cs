using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>
/// What colleagues log in the CRM: notes, calls, meetings and finished tasks. One activity may concern several contacts; each gets the event. Property names and values:
/// https://developers.hubspot.com/docs/api/crm/calls and its sisters for notes, meetings and tasks.
/// </summary>
internal static partial class HubSpotActivityRecord
{
    private const int LongestText = 500;

    /// <summary>Turns one activity into events.</summary>
    /// <param name="envelope">The record's envelope.</param>
    /// <param name="kind"><c>note</c>, <c>call</c>, <c>meeting</c> or <c>task</c>.</param>
    /// <param name="record">The record with its contacts.</param>
    internal static Normalised Normalise(EnvelopeContent envelope, string kind, HubSpotModel record)
    {
        if (record.Id is not { Length: > 0 } id)
        {
            return Normalised.Unreadable($"the {kind} has no id");
        }

        if (record.Associated("contacts") is not [_, ..] contacts)
        {
            return Normalised.NotMapped($"the {kind} has no contact");
        }

        var modified = HubSpotModel.ParseTime(record.Property("hs_lastmodifieddate")) ?? record.Time("updatedAt") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var created = HubSpotModel.ParseTime(record.Property("hs_createdate")) ?? record.Time("createdAt") ?? modified;
        var at = HubSpotModel.ParseTime(record.Property("hs_timestamp")) ?? created;
        var by = Value.Of(record.Property("hubspot_owner_id"));
        switch (kind)
        {
            case "note" when IsOurs(record.Property("hs_note_body")):
                return Normalised.NotMapped("a note that the hub itself wrote");
            case "note" when record.Property("hs_object_source") is "INTEGRATION" or "AUTOMATION_PLATFORM":
                return Normalised.NotMapped("a note by a program, not by a person");
            case "note":
                return Made("note.logged", at, new("author", by), new("text", Value.Of(Plain(record.Property("hs_note_body")))));
            case "call":
                var minutes = decimal.TryParse(record.Property("hs_call_duration"), NumberStyles.Number, CultureInfo.InvariantCulture, out var ms) ? Value.Of(decimal.Round(ms / 60_000, 1)) : Value.None;
                return Made("call.logged", at, new("direction", Value.Of(record.Property("hs_call_direction")?.ToLowerInvariant())), new("outcome", Value.Of(Outcome(record))), new("minutes", minutes));
            case "meeting":
                return Meeting();
            default:
                if (record.Property("hs_task_status") is not "COMPLETED")
                {
                    return Normalised.NotMapped("the task is not done yet");
                }

                return Made(
                    "task.completed", Since("hs_task_status", "COMPLETED") ?? modified,
                    new("task", Value.Of(record.Property("hs_task_subject"))), new("by", by), new("ours", Value.Of(IsOurs(record.Property("hs_task_body")))));
        }

        Normalised Made(string name, DateTimeOffset when, params KeyValuePair<string, Value>[] properties) => new()
        {
            Events =
            [
                .. contacts.Select(contact => HubSpotNormaliser.Event(
                    envelope, name, kind, id, contact, when, [HubSpotNormaliser.Contact(envelope, contact)], properties.Where(p => p.Value.HasContent))),
            ],
        };

        DateTimeOffset? Since(string property, string value) => record.History(property) is [.., { } last] && last.Value == value ? last.At : null;

        Normalised Meeting()
        {
            var (start, end) = (HubSpotModel.ParseTime(record.Property("hs_meeting_start_time")), HubSpotModel.ParseTime(record.Property("hs_meeting_end_time")));
            var outcome = record.Property("hs_meeting_outcome") ?? "";
            KeyValuePair<string, Value>[] about =
            [
                new("meetingId", Value.Of(id)), new("start", start is { } s ? Value.Of(s) : Value.None), new("kind", Value.Of(record.Property("hs_meeting_title"))),
                new("place", Value.Of(record.Property("hs_meeting_location"))),
            ];
            // A talk that was written down afterwards was never booked.
            var booked = start is null || created < start ? Made("meeting.booked", created, about).Events : [];
            var ended = outcome switch
            {
                "COMPLETED" => Made(
                    "meeting.held", end ?? start ?? at,
                    [.. about, new("minutes", start is { } from && end is { } to && to > from ? Value.Of(decimal.Round((decimal)(to - from).TotalMinutes)) : Value.None), new("outcome", Value.Of("held"))]).Events,
                "NO_SHOW" => Made("meeting.missed", Since("hs_meeting_outcome", outcome) ?? modified, [.. about, new("by", Value.Of("customer"))]).Events,
                // HubSpot does not say who cancelled.
                "CANCELED" => Made("meeting.missed", Since("hs_meeting_outcome", outcome) ?? modified, [.. about, new("by", Value.Of("unknown")), Notice(start, Since("hs_meeting_outcome", outcome) ?? modified)]).Events,
                _ => [],
            };
            return booked.Length + ended.Length > 0 ? new() { Events = [.. booked, .. ended] } : Normalised.NotMapped("nothing became of this meeting yet");
        }
    }

    private static KeyValuePair<string, Value> Notice(DateTimeOffset? start, DateTimeOffset cancelled) =>
        new("noticeHours", start > cancelled ? Value.Of(decimal.Round((decimal)(start.Value - cancelled).TotalHours, 1)) : Value.None);

    // An incoming call that was not taken is what people call a missed one; other states are told in HubSpot's own word.
    private static string? Outcome(HubSpotModel call) => (call.Property("hs_call_status"), call.Property("hs_call_direction")) switch
    {
        ("MISSED" or "NO_ANSWER" or "BUSY" or "CANCELED", "INBOUND") => "missed",
        ("COMPLETED", _) => "talked",
        (var status, _) => status?.ToLowerInvariant().Replace('_', ' '),
    };

    private static bool IsOurs(string? body) => body is not null && OurMark().IsMatch(body);

    private static string? Plain(string? html)
    {
        var text = html is null ? null : WebUtility.HtmlDecode(Tag().Replace(html, " ")).Trim();
        return text is { Length: > LongestText } ? text[..LongestText] + "…" : text;
    }

    [GeneratedRegex("hub-[0-9a-f]{20}", RegexOptions.CultureInvariant)]
    private static partial Regex OurMark();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
