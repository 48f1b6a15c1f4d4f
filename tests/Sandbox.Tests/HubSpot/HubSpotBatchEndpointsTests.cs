using IntegrationHub.Sandbox.HubSpot;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.HubSpot;

public sealed class HubSpotBatchEndpointsTests : HubSpotBench
{
    private const string Batch = "crm/objects/2026-09/contacts/batch/";

    [Fact]
    public async Task Create_with_a_trace_id_on_every_input_answers_207_and_names_the_failed_one()
    {
        await ContactAsync("taken@example.com");
        var (status, body, _) = await CallAsync("POST", Batch + "create", new { inputs = new[] { New("taken@example.com", "t1"), New("free@example.com", "t2") } });
        Assert.Equal(207, status);
        Assert.Equal(1, (int)body["numErrors"]!);
        Assert.Equal("t1", (string?)Assert.Single(body["errors"]!)["context"]!["objectWriteTraceId"]![0]);
        Assert.Equal("t2", (string?)Assert.Single(body["results"]!)["objectWriteTraceId"]);
    }

    [Fact]
    public async Task Create_without_trace_ids_is_all_or_nothing()
    {
        await ContactAsync("taken@example.com");
        var (status, body, _) = await CallAsync("POST", Batch + "create", new { inputs = new[] { New("free@example.com", null), New("taken@example.com", null) } });
        Assert.Equal(409, status);
        Assert.Equal("CONFLICT", (string?)body["category"]);
        Assert.Single(Hub.All("contacts"));
    }

    [Fact]
    public async Task Update_answers_each_input_by_its_trace_id()
    {
        var id = await ContactAsync("ana@example.com");
        object[] inputs =
        [
            new { id, objectWriteTraceId = "good", properties = new { firstname = "Ana" } },
            new { id = "12345", objectWriteTraceId = "missing", properties = new { firstname = "Nobody" } },
        ];
        var (status, body, _) = await CallAsync("POST", Batch + "update", new { inputs });
        Assert.Equal(207, status);
        Assert.Equal("good", (string?)body["results"]![0]!["objectWriteTraceId"]);
        Assert.Equal(("missing", "OBJECT_NOT_FOUND"), ((string)body["errors"]![0]!["context"]!["objectWriteTraceId"]![0]!, (string)body["errors"]![0]!["category"]!));
        Assert.Equal("Ana", Hub.Find("contacts", id)!["firstname"]);
    }

    [Fact]
    public async Task Upsert_says_which_ones_are_new()
    {
        await ContactAsync("old@example.com");
        object[] inputs = [Upsert("email", "old@example.com", "firstname", "Old"), Upsert("email", "new@example.com", "firstname", "New")];
        var (status, body, _) = await CallAsync("POST", Batch + "upsert", new { inputs });
        Assert.Equal(200, status);
        Assert.Equal([false, true], body["results"]!.Select(r => (bool)r["new"]!));
    }

    [Fact]
    public async Task Upsert_by_address_is_refused_whole_and_by_own_key_in_part()
    {
        Hub.DefineProperty("contacts", new HubSpotPropertyDefinition("member_no", HasUniqueValue: true));
        object[] byEmail = [Upsert("email", "a@example.com", "firstname", "A"), Upsert("email", "b@example.com", "lifecyclestage", "nonsense")];
        Assert.Equal(400, (await CallAsync("POST", Batch + "upsert", new { inputs = byEmail })).Status);
        Assert.Empty(Hub.All("contacts"));

        object[] byNumber = [Upsert("member_no", "1", "firstname", "A"), Upsert("member_no", "2", "lifecyclestage", "nonsense")];
        Assert.Equal(207, (await CallAsync("POST", Batch + "upsert", new { inputs = byNumber })).Status);
        Assert.Equal("1", Assert.Single(Hub.All("contacts"))["member_no"]);
    }

    [Fact]
    public async Task Reading_missing_ids_answers_207_with_the_rest()
    {
        var id = await ContactAsync("ana@example.com");
        var (status, body, _) = await CallAsync("POST", Batch + "read", new { properties = new[] { "email" }, inputs = new[] { new { id }, new { id = "1" } } });
        Assert.Equal(207, status);
        Assert.Equal(id, (string?)Assert.Single(body["results"]!)["id"]);
        Assert.Equal("1", (string?)body["errors"]![0]!["context"]!["ids"]![0]);
    }

    [Fact]
    public async Task More_than_a_hundred_inputs_are_refused()
    {
        var inputs = Enumerable.Range(0, 101).Select(i => New($"g{i}@example.com", "t" + i));
        Assert.Equal(400, (await CallAsync("POST", Batch + "create", new { inputs })).Status);
    }

    [Fact]
    public async Task Answers_can_be_in_another_order_and_leave_one_out_although_it_was_done()
    {
        Hub.Switches.BatchResultsReversed = true;
        Hub.Switches.BatchResultsIncomplete = true;
        var (status, body, _) = await CallAsync("POST", Batch + "create", new { inputs = new[] { New("a@example.com", "a"), New("b@example.com", "b"), New("c@example.com", "c") } });
        Assert.Equal(201, status);
        Assert.Equal(["c", "b"], body["results"]!.Select(r => (string)r["objectWriteTraceId"]!));
        Assert.Equal(3, Hub.All("contacts").Count);
    }

    private static JObject New(string email, string? trace)
    {
        var json = new JObject { ["properties"] = new JObject { ["email"] = email } };
        if (trace is not null) json["objectWriteTraceId"] = trace;
        return json;
    }

    private static object Upsert(string idProperty, string id, string property, string value) =>
        new { id, idProperty, objectWriteTraceId = "t-" + id, properties = new Dictionary<string, string> { [property] = value, ["lastname"] = "Sample" } };
}
