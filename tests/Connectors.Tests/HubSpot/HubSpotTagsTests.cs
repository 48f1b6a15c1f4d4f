using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.Tests.HubSpot;

/// <summary>Tags as choices of a property, people on lists, deals.</summary>
public sealed class HubSpotTagsTests : IDisposable
{
    private const string Update = "/crm/objects/2026-03/contacts/batch/update";
    private const string Read = "/crm/objects/2026-03/contacts/batch/read";
    private const string Property = "/crm/properties/2026-03/contacts/hub_tags";
    private readonly VendorBench _bench = new(new HubSpotConnector(), "7001");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_tag_that_is_there_is_appended_in_one_call()
    {
        _bench.Answer(Property, 200, """{"name":"hub_tags","options":[{"value":"vip"}]}""").Answer(Update, 200, Results("vip"));
        var verdicts = await _bench.Deliver("tag.add", Tag("k1", "31", "vip"), Tag("k2", "32", "vip"));
        Assert.All(verdicts, v => Assert.Equal(ActionOutcome.Done, v.Outcome));
        Assert.Equal([";vip", ";vip"], Body(Update)["inputs"]!.Select(i => (string?)i["properties"]!["hub_tags"]));
        Assert.Equal(2, _bench.Calls);
    }

    [Fact]
    public async Task A_new_tag_becomes_an_option_beside_the_others()
    {
        _bench.Answer(Property, 200, """{"name":"hub_tags","options":[{"value":"b2b","label":"B2B"}]}""").Answer(Update, 200, Results("vip"));
        await _bench.Deliver("tag.add", Tag("k1", "31", "vip"));
        Assert.Equal(["b2b", "vip"], Body(Property, "PATCH")["options"]!.Select(o => (string?)o["value"]));
    }

    [Fact]
    public async Task Without_the_property_it_is_made()
    {
        _bench.Answer(Property, 404, "{}").Answer("/crm/properties/2026-03/contacts", 201, "{}").Answer(Update, 200, Results("vip"));
        Assert.Equal(ActionOutcome.Done, (await _bench.Deliver("tag.add", Tag("k1", "31", "vip")))[0].Outcome);
        Assert.Equal(("enumeration", "checkbox"), ((string?)Body("/crm/properties/2026-03/contacts")["type"], (string?)Body("/crm/properties/2026-03/contacts")["fieldType"]));
    }

    [Fact]
    public async Task Eight_calls_at_once_look_once()
    {
        _bench.Answer(Property, 200, """{"name":"hub_tags","options":[{"value":"vip"}]}""").Answer(Update, 200, Results("vip"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _bench.Deliver("tag.add", Tag("k1", "31", "vip"))));
        Assert.Single(_bench.Server.LogEntries, e => e.RequestMessage!.Path == Property);
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_written()
    {
        _bench.Answer(Property, 403, """{"category":"MISSING_SCOPES","message":"no"}""");
        Assert.Equal(ActionOutcome.ConnectionBroken, (await _bench.Deliver("tag.add", Tag("k1", "31", "vip")))[0].Outcome);
        Assert.Equal(1, _bench.Calls);
    }

    [Fact]
    public async Task Taking_a_tag_writes_what_is_left()
    {
        _bench.Answer(Read, 200, """{"results":[{"id":"31","properties":{"hub_tags":"b2b;vip"}},{"id":"32","properties":{"hub_tags":"b2b"}}]}""")
            .Answer(Update, 200, """{"results":[{"id":"31","properties":{"hub_tags":"b2b"}}]}""");
        var verdicts = await _bench.Deliver("tag.remove", Tag("k1", "31", "vip"), Tag("k2", "32", "vip"), Tag("k3", "33", "vip"));
        Assert.Equal(
            [("k1", ActionOutcome.Done), ("k2", ActionOutcome.Done), ("k3", ActionOutcome.Rejected)], verdicts.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => (v.Key, v.Outcome)));
        Assert.Equal("b2b", (string?)Assert.Single(Body(Update)["inputs"]!)["properties"]!["hub_tags"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a;b")]
    public async Task What_cannot_be_a_tag_is_refused(string tag)
    {
        Assert.Equal(ActionOutcome.Rejected, (await _bench.Deliver("tag.add", Tag("k1", "31", tag)))[0].Outcome);
        Assert.Equal(0, _bench.Calls);
    }

    [Theory]
    [InlineData("tag.add", "on")]
    [InlineData("tag.remove", "off")]
    public void Our_own_tag_is_known_when_it_comes_back(string verb, string value) =>
        Assert.Equal(new WriteMark("contact:31", "tag:vip", value), Assert.Single(_bench.Connector.MarksOf(verb, Tag("k1", "31", "vip"))));

    [Fact]
    public async Task Many_people_go_on_a_list_in_one_call()
    {
        _bench.Answer("/crm/lists/2026-03/55/memberships/add", 200, """{"recordsIdsAdded":["31"],"recordIdsMissing":["32"]}""");
        var verdicts = await _bench.Deliver("list.add", List("k1", "31"), List("k2", "32"), List("k3", "33"));
        Assert.Equal([ActionOutcome.Done, ActionOutcome.Rejected, ActionOutcome.Done], verdicts.Select(v => v.Outcome));
        Assert.Equal(1, _bench.Calls);
    }

    [Fact]
    public async Task A_deal_is_tied_to_its_contact_and_carries_our_mark()
    {
        _bench.Answer("/crm/objects/2026-03/deals", 201, """{"id":"800"}""");
        var verdict = (await _bench.Deliver("deal.create", VendorBench.Action("k1", "31", null, 1, ("name", "Cake for 80"), ("amount", "420.50"))))[0];
        Assert.Equal((ActionOutcome.Done, "800"), (verdict.Outcome, verdict.VendorObject));
        var sent = Body("/crm/objects/2026-03/deals");
        Assert.Equal(("Cake for 80", "420.50", 3), ((string?)sent["properties"]!["dealname"], (string?)sent["properties"]!["amount"], (int)sent["associations"]![0]!["types"]![0]!["associationTypeId"]!));
        Assert.Contains("hub-", (string?)sent["properties"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_try_finds_the_deal_by_its_mark()
    {
        _bench.Answer("/crm/objects/2026-03/deals", 201, """{"id":"800"}""");
        await _bench.Deliver("deal.create", VendorBench.Action("k1", "31", null, 1, ("name", "Cake")));
        var mark = (string)Body("/crm/objects/2026-03/deals")["properties"]!["description"]!;
        _bench.Server.Reset();
        _bench.Answer("/crm/associations/2026-03/contacts/deals/batch/read", 200, """{"results":[{"from":{"id":"31"},"to":[{"toObjectId":800}]}]}""")
            .Answer("/crm/objects/2026-03/deals/batch/read", 200, new JObject { ["results"] = new JArray(new JObject { ["id"] = "800", ["properties"] = new JObject { ["description"] = mark } }) }.ToString());
        Assert.Equal("800", (await _bench.Deliver("deal.create", VendorBench.Action("k1", "31", null, 2, ("name", "Cake"))))[0].VendorObject);
    }

    [Theory]
    [InlineData("""{"results":[{"id":"800","properties":{"dealstage":"closedwon"}}]}""", ActionOutcome.Done)]
    [InlineData("""{"results":[],"errors":[{"message":"no such stage"}]}""", ActionOutcome.Rejected)]
    [InlineData("""{"results":[]}""", ActionOutcome.Retry)]
    public async Task A_moved_deal_is_believed_when_HubSpot_shows_it(string answer, ActionOutcome expected)
    {
        _bench.Answer("/crm/objects/2026-03/deals/batch/update", 200, answer);
        Assert.Equal(expected, (await _bench.Deliver("deal.move", VendorBench.Action("k1", null, null, 1, ("deal", "800"), ("stage", "closedwon"))))[0].Outcome);
    }

    private JObject Body(string path, string method = "POST") => JObject.Parse(_bench.Server.LogEntries.First(e => e.RequestMessage!.Path == path && e.RequestMessage.Method == method).RequestMessage!.Body!);

    private static string Results(string tags) => $$"""{"results":[{"id":"31","properties":{"hub_tags":"{{tags}}"} },{"id":"32","properties":{"hub_tags":"{{tags}}"} }]}""";

    private static OutboundAction Tag(string key, string id, string tag) => VendorBench.Action(key, id, null, 1, ("tag", tag));

    private static OutboundAction List(string key, string id) => VendorBench.Action(key, id, null, 1, ("list", "55"));
}
