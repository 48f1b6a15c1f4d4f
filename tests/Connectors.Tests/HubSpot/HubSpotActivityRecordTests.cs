using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Tests.HubSpot;

public sealed class HubSpotActivityRecordTests
{
    private const string Times = """ "hs_timestamp":"2026-05-02T10:00:00Z","hs_createdate":"2026-05-02T09:00:00Z","hs_lastmodifieddate":"2026-05-02T12:00:00Z" """;

    [Fact]
    public void A_note_is_logged_with_each_of_its_contacts()
    {
        var made = Read("stream:notes", """ "hs_note_body":"<p>Rang back &amp; agreed</p>","hubspot_owner_id":"71001" """, contacts: ["9", "10"]);

        Assert.Equal(["crm:note:5:note.logged:9", "crm:note:5:note.logged:10"], made.Events.Select(e => e.Event.NaturalKey));
        Assert.Equal(("Rang back & agreed", "71001", new DateTimeOffset(2026, 5, 2, 10, 0, 0, TimeSpan.Zero)), (made.Events[0].Event.Property("text").Text, made.Events[0].Event.Property("author").Text, made.Events[0].Event.OccurredAt));
        Assert.Equal(IdentityClaim.Vendor("crm", "contact", "10"), Assert.Single(made.Events[1].Event.Identities));
    }

    [Theory]
    [InlineData(""" "hs_note_body":"<p>Late</p><p>hub-0123456789abcdef0123</p>" """, "a note that the hub itself wrote")]
    [InlineData(""" "hs_note_body":"synced","hs_object_source":"INTEGRATION" """, "a note by a program, not by a person")]
    public void A_note_that_no_person_wrote_is_no_answer(string body, string reason) => Assert.Equal(reason, Read("stream:notes", body).Unmapped);

    [Fact]
    public void What_hangs_at_no_contact_waits() => Assert.NotNull(Read("stream:calls", """ "hs_call_direction":"INBOUND" """, contacts: []).Unmapped);

    [Theory]
    [InlineData("INBOUND", "NO_ANSWER", "inbound", "missed")]
    [InlineData("INBOUND", "COMPLETED", "inbound", "talked")]
    [InlineData("OUTBOUND", "NO_ANSWER", "outbound", "no answer")]
    public void A_call_says_who_rang_and_how_it_went(string direction, string status, string told, string outcome)
    {
        var call = Assert.Single(Read("stream:calls", $""" "hs_call_direction":"{direction}","hs_call_status":"{status}","hs_call_duration":"150000" """).Events).Event;
        Assert.Equal((told, outcome, 2.5m), (call.Property("direction").Text, call.Property("outcome").Text, call.Property("minutes").Number));
    }

    [Theory]
    [InlineData("SCHEDULED", "meeting.booked")]
    [InlineData("COMPLETED", "meeting.booked,meeting.held")]
    [InlineData("NO_SHOW", "meeting.booked,meeting.missed")]
    [InlineData("CANCELED", "meeting.booked,meeting.missed")]
    public void A_meeting_is_booked_and_then_held_or_missed(string outcome, string events) =>
        Assert.Equal(events, string.Join(',', Meeting(outcome, "2026-05-04T10:00:00Z").Events.Select(e => e.Event.Name)));

    [Fact]
    public void A_cancelled_meeting_says_how_long_before_and_blames_nobody()
    {
        var missed = Meeting("CANCELED", "2026-05-04T10:00:00Z").Events[^1].Event;
        Assert.Equal(("unknown", 46m, "5"), (missed.Property("by").Text, missed.Property("noticeHours").Number, missed.Property("meetingId").Text));
    }

    [Fact]
    public void A_talk_written_down_afterwards_was_never_booked() =>
        Assert.Equal("meeting.held", Assert.Single(Meeting("COMPLETED", "2026-05-01T10:00:00Z").Events).Event.Name);

    [Fact]
    public void A_task_counts_when_it_is_done_at_the_time_it_was_ticked()
    {
        Assert.NotNull(Read("stream:tasks", """ "hs_task_status":"NOT_STARTED" """).Unmapped);
        var done = Assert.Single(Read(
            "stream:tasks", """ "hs_task_status":"COMPLETED","hs_task_subject":"Answer Chiara","hs_task_body":"<p>hub-0123456789abcdef0123</p>" """,
            """{"hs_task_status":[{"value":"COMPLETED","timestamp":"2026-05-02T11:30:00Z"},{"value":"NOT_STARTED","timestamp":"2026-05-02T09:00:00Z"}]}""").Events).Event;
        Assert.Equal(("task.completed", "Answer Chiara", true, new DateTimeOffset(2026, 5, 2, 11, 30, 0, TimeSpan.Zero)), (done.Name, done.Property("task").Text, done.Property("ours").Flag, done.OccurredAt));
    }

    [Fact]
    public void Each_form_a_person_sent_is_told_once_with_its_name()
    {
        var made = new HubSpotConnector().Normalise(Envelope("fetch:contact", """
            {"id":"9","createdAt":"2026-01-01T00:00:00Z","properties":{"email":"ana@example.com","recent_conversion_date":"2026-05-02T10:00:00Z","recent_conversion_event_name":"Wedding cakes"},
             "propertiesWithHistory":{
               "recent_conversion_date":[{"value":"2026-05-02T10:00:00Z","timestamp":"2026-05-02T10:00:00.400Z","sourceType":"FORM","sourceId":"f-1"},{"value":"1767225600000","timestamp":"2026-01-01T00:00:00.300Z","sourceType":"FORM","sourceId":"f-2"}],
               "recent_conversion_event_name":[{"value":"Wedding cakes","timestamp":"2026-05-02T10:00:00.400Z"},{"value":"Newsletter","timestamp":"2026-01-01T00:00:00.300Z"}]}}
            """));

        var forms = made.Events.Where(e => e.Event.Name == "form.submitted").Select(e => e.Event).ToList();
        Assert.Equal(["crm:contact:9:form.submitted:1767225600000 Newsletter f-2", "crm:contact:9:form.submitted:1777716000000 Wedding cakes f-1"],
            forms.Select(f => $"{f.NaturalKey} {f.Property("formName").Text} {f.Property("formId").Text}"));
        Assert.DoesNotContain(made.Events, e => e.Event.Fields.Keys.Any(k => k.Contains("conversion", StringComparison.Ordinal)));
    }

    private static Normalised Meeting(string outcome, string start) => Read(
        "stream:meetings", $""" "hs_meeting_start_time":"{start}","hs_meeting_outcome":"{outcome}","hs_meeting_title":"First talk" """, """{"hs_meeting_outcome":[]}""");

    private static Normalised Read(string topic, string properties, string history = "{}", string[]? contacts = null) => new HubSpotConnector().Normalise(Envelope(topic,
        $$$$"""{"id":"5","properties":{ {{{{Times}}}},{{{{properties}}}} },"propertiesWithHistory":{{{{history}}}},"associations":{"contacts":{"results":[{{{{string.Join(',', (contacts ?? ["9"]).Select(c => $$"""{"toObjectId":{{c}}}"""))}}}}]} } }"""));

    private static EnvelopeContent Envelope(string topic, string json) => new(
        new("crm", "anna", "crm", "7001", "Europe/Berlin", "EUR", "DE"), EnvelopeSource.Poll, topic, Encoding.UTF8.GetBytes(json), DateTimeOffset.FromUnixTimeMilliseconds(1780000100000), null, false);
}
