using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;
using Newtonsoft.Json.Linq;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationHub.Connectors.Tests.HubSpot;

public sealed class HubSpotActionsTests : IDisposable
{
    private const string Update = "/crm/objects/2026-03/contacts/batch/update";
    private const string Notes = "/crm/objects/2026-03/notes";
    private readonly VendorBench _bench = new(new HubSpotConnector(), "7001");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Properties_of_several_contacts_go_in_one_call()
    {
        _bench.Answer(Update, 200, """{"status":"COMPLETE","results":[{"id":"31","properties":{"city":"Ulm"}},{"id":"32","properties":{"city":"Bonn"}}]}""");
        var verdicts = await _bench.Deliver("property.set", Set("k1", "31", "city", "Ulm"), Set("k2", "32", "city", "Bonn"));
        Assert.Equal([("k1", ActionOutcome.Done), ("k2", ActionOutcome.Done)], verdicts.Select(v => (v.Key, v.Outcome)));
        Assert.Equal(["k1", "k2"], Body(0)["inputs"]!.Select(i => (string?)i["objectWriteTraceId"]));
        Assert.Equal(1, _bench.Calls);
    }

    [Fact]
    public async Task One_contact_stands_once_in_a_call()
    {
        _bench.Answer(Update, 200, """{"results":[{"id":"31","properties":{"city":"Ulm","company":"Tee"}}]}""");
        var verdicts = await _bench.Deliver("property.set", Set("k1", "31", "city", "Ulm"), Set("k2", "31", "company", "Tee"));
        Assert.Equal((2, 2), (verdicts.Count(v => v.Outcome is ActionOutcome.Done), _bench.Calls));
    }

    [Fact]
    public async Task A_partial_answer_is_read_by_trace_id()
    {
        _bench.Answer(Update, 207, """{"results":[{"id":"32","properties":{"city":"Bonn"}}],"numErrors":1,"errors":[{"status":"error","message":"no such contact","context":{"objectWriteTraceId":["k1"]}}]}""");
        var verdicts = await _bench.Deliver("property.set", Set("k1", "31", "city", "Ulm"), Set("k2", "32", "city", "Bonn"), Set("k3", "33", "city", "Kiel"));
        Assert.Equal([ActionOutcome.Rejected, ActionOutcome.Done, ActionOutcome.Retry], verdicts.Select(v => v.Outcome));
        Assert.Contains("no such contact", verdicts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_input_spoils_no_other()
    {
        _bench.Answer(Update, 400, """{"category":"VALIDATION_ERROR","message":"bad option"}""");
        _bench.Server.Given(Request.Create().WithPath(Update).WithBody(b => b!.Contains("k2", StringComparison.Ordinal) && !b.Contains("k1", StringComparison.Ordinal)).UsingPost()).AtPriority(-1)
            .RespondWith(Response.Create().WithBody("""{"results":[{"id":"32","properties":{"city":"Bonn"}}]}"""));
        var verdicts = await _bench.Deliver("property.set", Set("k1", "31", "city", "Ulm"), Set("k2", "32", "city", "Bonn"));
        Assert.Equal([ActionOutcome.Rejected, ActionOutcome.Done], verdicts.Select(v => v.Outcome));
        Assert.Contains("bad option", verdicts[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lead", ActionOutcome.Ignored)]
    [InlineData("customer", ActionOutcome.Done)]
    public async Task A_lifecycle_stage_is_read_back(string kept, ActionOutcome expected)
    {
        _bench.Answer(Update, 200, """{"results":[{"id":"31","properties":{"lifecyclestage":"customer"}}]}""")
            .Answer("/crm/objects/2026-03/contacts/31", 200, $$"""{"id":"31","properties":{"lifecyclestage":"{{kept}}"} }""");
        Assert.Equal(expected, (await _bench.Deliver("property.set", Set("k1", "31", "lifecyclestage", "customer")))[0].Outcome);
    }

    [Theory]
    [InlineData("b2b;vip", ActionOutcome.Done)]
    [InlineData("b2b", ActionOutcome.Ignored)]
    public async Task An_appended_tag_must_be_among_what_is_there(string shown, ActionOutcome expected)
    {
        _bench.Answer(Update, 200, $$"""{"results":[{"id":"31","properties":{"hub_tags":"{{shown}}"} }]}""");
        Assert.Equal(expected, (await _bench.Deliver("property.set", Set("k1", "31", "hub_tags", ";vip")))[0].Outcome);
    }

    [Theory]
    [InlineData(401, "{}", ActionOutcome.ConnectionBroken)]
    [InlineData(403, "{}", ActionOutcome.ConnectionBroken)]
    [InlineData(409, "{}", ActionOutcome.Rejected)]
    [InlineData(429, "{}", ActionOutcome.Retry)]
    [InlineData(502, "<html>", ActionOutcome.Retry)]
    [InlineData(200, "<html>", ActionOutcome.Retry)]
    [InlineData(200, """{"results":[{"id":"31","properties":null}],"errors":["x",{"context":7}]}""", ActionOutcome.Retry)]
    public async Task Failures_of_a_property(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(Update, status, body);
        _bench.Answer("/crm/objects/2026-03/contacts/31", 500, "");
        Assert.Equal(expected, (await _bench.Deliver("property.set", Set("k1", "31", "city", "Ulm")))[0].Outcome);
    }

    [Fact]
    public async Task A_note_is_tied_to_its_contact_and_its_text_is_no_markup()
    {
        _bench.Answer(Notes, 201, """{"id":"900"}""");
        var verdict = (await _bench.Deliver("note.create", VendorBench.Action("k1", "31", null, 1, ("body", "<b>Call</b>\nher"))))[0];
        Assert.Equal((ActionOutcome.Done, "900"), (verdict.Outcome, verdict.VendorObject));
        var text = (string)Body(0)["properties"]!["hs_note_body"]!;
        Assert.StartsWith("<p>&lt;b&gt;Call&lt;/b&gt;<br>her</p>", text, StringComparison.Ordinal);
        Assert.Contains("hub-", text, StringComparison.Ordinal);
        Assert.Equal(("31", 202), ((string?)Body(0)["associations"]![0]!["to"]!["id"], (int)Body(0)["associations"]![0]!["types"]![0]!["associationTypeId"]!));
    }

    [Fact]
    public async Task A_task_has_its_due_time_and_owner()
    {
        _bench.Answer("/crm/objects/2026-03/tasks", 201, """{"id":"901"}""");
        await _bench.Deliver("task.create", VendorBench.Action("k1", "31", null, 1, ("subject", "Call"), ("due", "2026-06-01T08:00:00Z"), ("owner", "77")));
        var properties = Body(0)["properties"]!;
        Assert.Equal(("1780300800000", "Call", "77", "NOT_STARTED"), ((string?)properties["hs_timestamp"], (string?)properties["hs_task_subject"], (string?)properties["hubspot_owner_id"], (string?)properties["hs_task_status"]));
        Assert.Equal(204, (int)Body(0)["associations"]![0]!["types"]![0]!["associationTypeId"]!);
    }

    [Theory]
    [InlineData(502, "", ActionOutcome.Uncertain)]
    [InlineData(201, "<html>", ActionOutcome.Uncertain)]
    [InlineData(201, "{}", ActionOutcome.Uncertain)]
    [InlineData(400, """{"message":"bad"}""", ActionOutcome.Rejected)]
    [InlineData(429, "{}", ActionOutcome.Retry)]
    public async Task A_note_is_sent_once_whatever_the_answer(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(Notes, status, body);
        Assert.Equal((expected, 1), ((await _bench.Deliver("note.create", VendorBench.Action("k1", "31", null, 1, ("body", "Hello"))))[0].Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData(true, "900")]
    [InlineData(false, "901")]
    public async Task A_second_try_looks_for_the_note_first(bool there, string id)
    {
        _bench.Answer(Notes, 201, """{"id":"900"}""");
        await _bench.Deliver("note.create", VendorBench.Action("k1", "31", null, 1, ("body", "Hello")));
        var text = there ? (string)Body(0)["properties"]!["hs_note_body"]! : "<p>another</p>";
        _bench.Server.Reset();
        _bench.Answer("/crm/associations/2026-03/contacts/notes/batch/read", 200, """{"results":[{"from":{"id":"31"},"to":[{"toObjectId":899},{"toObjectId":900}]}]}""")
            .Answer(Notes + "/batch/read", 200, new JObject { ["results"] = new JArray(new JObject { ["id"] = "900", ["properties"] = new JObject { ["hs_note_body"] = text } }) }.ToString())
            .Answer(Notes, 201, """{"id":"901"}""");
        var verdict = (await _bench.Deliver("note.create", VendorBench.Action("k1", "31", null, 2, ("body", "Hello"))))[0];
        Assert.Equal((ActionOutcome.Done, id, there ? 2 : 3), (verdict.Outcome, verdict.VendorObject, _bench.Calls));
    }

    [Fact]
    public async Task A_second_try_that_cannot_look_writes_nothing()
    {
        _bench.Answer("/crm/associations/2026-03/contacts/notes/batch/read", 403, "{}").Answer(Notes, 201, """{"id":"901"}""");
        Assert.Equal(ActionOutcome.Uncertain, (await _bench.Deliver("note.create", VendorBench.Action("k1", "31", null, 2, ("body", "Hello"))))[0].Outcome);
        Assert.DoesNotContain(_bench.Server.LogEntries, e => e.RequestMessage!.Path == Notes);
    }

    [Theory]
    [InlineData("property.set", "31", "property", " ")]
    [InlineData("property.set", null, "property", "city")]
    [InlineData("property.set", "31/../32", "property", "city")]
    [InlineData("note.create", "31", "body", "")]
    [InlineData("task.create", "31", "subject", "")]
    [InlineData("deal.delete", "31", "body", "x")]
    public async Task What_cannot_be_done_is_refused_without_a_call(string verb, string? id, string argument, string value)
    {
        var verdict = (await _bench.Deliver(verb, VendorBench.Action("k1", id, null, 1, (argument, value))))[0];
        Assert.Equal((ActionOutcome.Rejected, 0), (verdict.Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_task_about_somebody_whom_HubSpot_does_not_know_stands_by_itself()
    {
        _bench.Answer("/crm/objects/2026-03/tasks", 201, """{"id":"901"}""");
        var verdict = (await _bench.Deliver("task.create", VendorBench.Action("k1", null, "jo@example.com", 1, ("subject", "Call"))))[0];
        Assert.Equal(ActionOutcome.Done, verdict.Outcome);
        Assert.Null(Body(0)["associations"]);
        Assert.Contains("does not know this person", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_try_of_such_a_task_is_shown_to_a_person()
    {
        _bench.Answer("/crm/objects/2026-03/tasks", 201, """{"id":"901"}""");
        Assert.Equal((ActionOutcome.Uncertain, 0), ((await _bench.Deliver("task.create", VendorBench.Action("k1", null, null, 2, ("subject", "Call"))))[0].Outcome, _bench.Calls));
    }

    private static OutboundAction Set(string key, string id, string property, string value) => VendorBench.Action(key, id, null, 1, ("property", property), ("value", value));

    private JObject Body(int call) => JObject.Parse(_bench.Server.LogEntries[call].RequestMessage!.Body!);
}
