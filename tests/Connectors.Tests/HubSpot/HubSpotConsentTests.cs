using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;
using Newtonsoft.Json.Linq;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationHub.Connectors.Tests.HubSpot;

public sealed class HubSpotConsentTests : IDisposable
{
    private const string One = "/communication-preferences/2026-03/statuses/jo@example.com";
    private const string All = One + "/unsubscribe-all";
    private const string Nobody = """{"results":[]}""";
    private const string Gone = """{"results":[{"status":"UNSUBSCRIBED"}]}""";
    private readonly VendorBench _bench = new(new HubSpotConnector(), "7001");

    public HubSpotConsentTests() => _bench.Answer("/communication-preferences/2026-03/definitions", 200, """{"results":[{"id":"77","name":"News"},{"id":"78","name":"Offers"}]}""");

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(Gone, ActionOutcome.Done)]
    [InlineData(Nobody, ActionOutcome.Ignored)]
    public async Task Out_of_all_mail_is_done_when_HubSpot_shows_it(string after, ActionOutcome expected)
    {
        Then(All, Nobody, after);
        Assert.Equal(expected, (await Do("email.unsubscribe")).Outcome);
    }

    [Fact]
    public async Task Who_is_out_already_is_not_written_again()
    {
        _bench.Answer(All, 200, Gone);
        Assert.Equal((ActionOutcome.Done, 1), ((await Do("email.unsubscribe")).Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData("news")]
    [InlineData("77")]
    public async Task One_kind_of_mail_is_named_by_its_name_or_number(string kind)
    {
        Then(One, State("SUBSCRIBED"), State("UNSUBSCRIBED"));
        Assert.Equal(ActionOutcome.Done, (await Do("email.unsubscribe", ("subscription", kind))).Outcome);
        Assert.Equal((77, "UNSUBSCRIBED", "CONSENT_WITH_NOTICE"), ((int)Sent()!["subscriptionId"]!, (string?)Sent()!["statusState"], (string?)Sent()!["legalBasis"]));
    }

    [Fact]
    public async Task A_no_that_HubSpot_does_not_show_is_said_to_be_ignored()
    {
        Then(One, State("SUBSCRIBED"), State("SUBSCRIBED"));
        Assert.Equal(ActionOutcome.Ignored, (await Do("email.unsubscribe", ("subscription", "News"))).Outcome);
    }

    [Fact]
    public async Task A_kind_of_mail_that_is_not_there_is_named_with_those_that_are()
    {
        var verdict = await Do("email.unsubscribe", ("subscription", "Cake"));
        Assert.Equal(ActionOutcome.Rejected, verdict.Outcome);
        Assert.Contains("there are: News, Offers", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_is_written_with_its_proof_where_nobody_has_chosen()
    {
        _bench.Answer(All, 200, Nobody);
        Then(One, State("NOT_SPECIFIED"), State("SUBSCRIBED"));
        Assert.Equal(ActionOutcome.Done, (await Do("email.subscribe", ("subscription", "News"), ("proof", "form of 2 November"))).Outcome);
        Assert.Equal(("SUBSCRIBED", "form of 2 November"), ((string?)Sent()!["statusState"], (string?)Sent()!["legalBasisExplanation"]));
    }

    [Theory]
    [InlineData("UNSUBSCRIBED", Nobody, ActionOutcome.Rejected)]
    [InlineData("SOMETHING_NEW", Nobody, ActionOutcome.Rejected)]
    [InlineData("NOT_SPECIFIED", Gone, ActionOutcome.Rejected)]
    [InlineData("NOT_SPECIFIED", "{}", ActionOutcome.Retry)]
    [InlineData("SUBSCRIBED", Gone, ActionOutcome.Done)]
    public async Task A_yes_never_goes_over_a_no(string state, string all, ActionOutcome expected)
    {
        _bench.Answer(All, 200, all).Answer(One, 200, State(state));
        Assert.Equal(expected, (await Do("email.subscribe", ("subscription", "News"), ("proof", "form"))).Outcome);
        Assert.Null(Sent());
    }

    [Fact]
    public async Task A_kind_of_mail_whose_state_HubSpot_leaves_out_is_not_begun()
    {
        _bench.Answer(All, 200, Nobody).Answer(One, 200, State("NOT_SPECIFIED"));
        Assert.Equal(ActionOutcome.Rejected, (await Do("email.subscribe", ("subscription", "Offers"), ("proof", "form"))).Outcome);
        Assert.Null(Sent());
    }

    [Theory]
    [InlineData("subscription", "News")]
    [InlineData("proof", "form")]
    public async Task A_yes_without_its_kind_or_its_proof_makes_no_call(string argument, string value) =>
        Assert.Equal((ActionOutcome.Rejected, 0), ((await Do("email.subscribe", (argument, value))).Outcome, _bench.Calls));

    [Fact]
    public async Task Nobody_without_an_address_is_written() =>
        Assert.Equal((ActionOutcome.Rejected, 0), ((await _bench.Deliver("email.unsubscribe", VendorBench.Action("k1", "31", null, 1)))[0].Outcome, _bench.Calls));

    [Fact]
    public void Leaving_all_mail_is_known_as_ours_when_it_comes_back()
    {
        var mark = Assert.Single(_bench.Connector.MarksOf("email.unsubscribe", Action()));
        var envelope = new EnvelopeContent(_bench.Session.Connection, EnvelopeSource.Webhook, "contact.propertyChange",
            """{"subscriptionType":"contact.propertyChange","portalId":7001,"objectId":31,"occurredAt":1780000000780,"propertyName":"hs_email_optout","propertyValue":"true"}"""u8.ToArray(), DateTimeOffset.UnixEpoch, null, false);
        Assert.Contains(_bench.Connector.Normalise(envelope).Events, e => e.Event.Name == "consent.withdrawn" && e.Marks.Contains(mark));
    }

    [Theory]
    [InlineData(204, "", ActionOutcome.Done)]
    [InlineData(404, "{}", ActionOutcome.Done)]
    [InlineData(403, "{}", ActionOutcome.ConnectionBroken)]
    [InlineData(500, "{}", ActionOutcome.Retry)]
    public async Task Deleting_for_good_names_the_record_never_the_address(int status, string body, ActionOutcome expected)
    {
        _bench.Answer("/crm/objects/2026-03/contacts/gdpr-delete", status, body);
        Assert.Equal(expected, (await Do("contact.erase")).Outcome);
        Assert.Equal("""{"objectId":"31"}""", _bench.Server.LogEntries[0].RequestMessage!.Body);
    }

    [Fact]
    public async Task Nobody_is_deleted_by_address_and_who_is_not_there_needs_no_deleting() =>
        Assert.Equal((ActionOutcome.Done, 0), ((await _bench.Deliver("contact.erase", VendorBench.Action("k1", null, "jo@example.com", 1)))[0].Outcome, _bench.Calls));

    [Fact]
    public async Task Who_cannot_be_looked_for_is_not_said_to_be_deleted() =>
        Assert.Equal((ActionOutcome.Rejected, 0), ((await _bench.Deliver("contact.erase", VendorBench.Action("k1", null, null, 1)))[0].Outcome, _bench.Calls));

    [Fact]
    public void Deleting_for_good_needs_a_persons_yes() => Assert.True(_bench.Connector.Info.Actions.Single(a => a.Verb == "contact.erase").OnlyByApproval);

    private static string State(string state) => new JObject { ["results"] = new JArray(new JObject { ["subscriptionId"] = 77, ["status"] = state }) }.ToString();

    // What is read before the write, and after it.
    private void Then(string path, string before, string after)
    {
        _bench.Server.Given(Request.Create().WithPath(path).UsingGet()).InScenario(path).WillSetStateTo("asked").RespondWith(Response.Create().WithBody(before));
        _bench.Server.Given(Request.Create().WithPath(path).UsingGet()).InScenario(path).WhenStateIs("asked").RespondWith(Response.Create().WithBody(after));
        _bench.Server.Given(Request.Create().WithPath(path).UsingPost()).RespondWith(Response.Create().WithBody(Nobody));
    }

    private JObject? Sent() => _bench.Server.LogEntries.SingleOrDefault(e => e.RequestMessage!.Method == "POST")?.RequestMessage!.Body is { } body ? JObject.Parse(body) : null;

    private static OutboundAction Action(params (string, string)[] arguments) => VendorBench.Action("k1", "31", "jo@example.com", 1, arguments);

    private async Task<ActionVerdict> Do(string verb, params (string, string)[] arguments) => (await _bench.Deliver(verb, Action(arguments)))[0];
}
