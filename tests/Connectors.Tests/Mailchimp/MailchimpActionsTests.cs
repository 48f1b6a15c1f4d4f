using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Mailchimp;
using Newtonsoft.Json.Linq;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace IntegrationHub.Connectors.Tests.Mailchimp;

public sealed class MailchimpActionsTests : IDisposable
{
    private const string List = "/lists/a6b5da1054";
    private static readonly string Member = List + "/members/" + MailchimpMember.Hash("jo@example.com");
    private readonly VendorBench _bench = new(new MailchimpConnector(), "a6b5da1054");

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("subscribed", "unsubscribed", ActionOutcome.Done, 2)]
    [InlineData("unsubscribed", "unsubscribed", ActionOutcome.Done, 1)]
    [InlineData("transactional", "subscribed", ActionOutcome.Done, 2)]
    [InlineData("unsubscribed", "subscribed", ActionOutcome.Rejected, 1)]
    [InlineData("cleaned", "subscribed", ActionOutcome.Rejected, 1)]
    [InlineData("archived", "subscribed", ActionOutcome.Rejected, 1)]
    [InlineData("pending", "subscribed", ActionOutcome.Rejected, 1)]
    public async Task Nobody_who_left_is_subscribed_again(string status, string wished, ActionOutcome expected, int calls)
    {
        _bench.Server.Given(Request.Create().WithPath(Member).UsingGet()).RespondWith(Response.Create().WithBody(new JObject { ["status"] = status }.ToString()));
        _bench.Server.Given(Request.Create().WithPath(Member).UsingPatch()).RespondWith(Response.Create().WithBody(new JObject { ["status"] = wished }.ToString()));
        Assert.Equal((expected, calls), ((await Do("status.set", 1, ("status", wished), ("consent", "proven"))).Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData("subscribed")]
    [InlineData("cleaned")]
    [InlineData("pending")]
    public async Task A_status_that_may_not_be_written_makes_no_call(string status) =>
        Assert.Equal((ActionOutcome.Rejected, 0), ((await Do("status.set", 1, ("status", status))).Outcome, _bench.Calls));

    [Fact]
    public async Task A_status_that_did_not_change_is_said_to_be_ignored()
    {
        _bench.Answer(Member, 200, """{"status":"subscribed"}""");
        Assert.Equal(ActionOutcome.Ignored, (await Do("status.set", 1, ("status", "unsubscribed"))).Outcome);
    }

    [Fact]
    public void Leaving_that_comes_back_is_known_as_ours()
    {
        var mark = Assert.Single(_bench.Connector.MarksOf("status.set", Action("k1", 1, ("status", "unsubscribed"))));
        var envelope = new EnvelopeContent(_bench.Session.Connection, EnvelopeSource.Webhook, "unsubscribe",
            "type=unsubscribe&fired_at=2026-05-21 19:12:03&data[action]=unsub&data[reason]=manual&data[list_id]=a6b5da1054&data[email]=jo@example.com"u8.ToArray(), DateTimeOffset.UnixEpoch, null, false);
        Assert.All(_bench.Connector.Normalise(envelope).Events, e => Assert.Equal(mark, Assert.Single(e.Marks)));
    }

    [Fact]
    public async Task An_interest_is_found_by_its_name_and_two_of_one_name_are_not_guessed()
    {
        Interests();
        _bench.Answer(Member, 200, """{"interests":{"i1":true}}""");
        Assert.Equal(ActionOutcome.Done, (await Do("interest.add", 1, ("interest", " bread "))).Outcome);
        var twice = await Do("interest.add", 1, ("interest", "News"));
        Assert.Equal(ActionOutcome.Rejected, twice.Outcome);
        Assert.Contains("What you like: News", twice.Reason, StringComparison.Ordinal);
        Assert.Equal(ActionOutcome.Rejected, (await Do("interest.add", 1, ("interest", "Rolls"))).Outcome);
        Assert.Equal(ActionOutcome.Ignored, (await Do("interest.remove", 1, ("interest", "i1"))).Outcome);
    }

    [Fact]
    public async Task Several_interests_of_one_member_go_in_one_call()
    {
        Interests();
        _bench.Answer(Member, 200, """{"interests":{"i1":true,"i3":true}}""");
        var verdicts = await _bench.Deliver("interest.add", Action("k1", 1, ("interest", "Bread")), Action("k2", 1, ("interest", "Where from: News")));
        Assert.All(verdicts, v => Assert.Equal(ActionOutcome.Done, v.Outcome));
        Assert.Equal("""{"interests":{"i1":true,"i3":true}}""", _bench.Server.LogEntries.Single(e => e.RequestMessage!.Method == "PATCH").RequestMessage!.Body);
    }

    [Theory]
    [InlineData(502, "", ActionOutcome.Uncertain)]
    [InlineData(200, "<html>", ActionOutcome.Uncertain)]
    [InlineData(404, """{"title":"Resource Not Found","status":404}""", ActionOutcome.Rejected)]
    [InlineData(429, "", ActionOutcome.Retry)]
    public async Task A_note_is_sent_once_whatever_the_answer(int status, string body, ActionOutcome expected)
    {
        _bench.Answer(Member + "/notes", status, body);
        Assert.Equal((expected, 1), ((await Do("note.create", 1, ("body", "Likes rye"))).Outcome, _bench.Calls));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_second_try_looks_for_the_note_first(bool there, int calls)
    {
        _bench.Answer(Member + "/notes", 200, """{"id":5}""");
        await Do("note.create", 1, ("body", "Likes rye"));
        var text = there ? (string)JObject.Parse(_bench.Server.LogEntries[0].RequestMessage!.Body!)["note"]! : "another";
        _bench.Server.Reset();
        _bench.Server.Given(Request.Create().WithPath(Member + "/notes").UsingGet()).RespondWith(Response.Create().WithBody(new JObject { ["notes"] = new JArray(new JObject { ["id"] = 5, ["note"] = text }) }.ToString()));
        _bench.Server.Given(Request.Create().WithPath(Member + "/notes").UsingPost()).RespondWith(Response.Create().WithBody("""{"id":6}"""));
        var verdict = await Do("note.create", 2, ("body", "Likes rye"));
        Assert.Equal((ActionOutcome.Done, there ? "5" : "6", calls), (verdict.Outcome, verdict.VendorObject, _bench.Calls));
    }

    [Fact]
    public async Task A_journeys_step_that_may_have_begun_is_shown_to_a_person()
    {
        var verdict = (await _bench.Deliver("journey.trigger", Action("k1", 2, ("journey", "77"), ("step", "5")) with { Doubtful = true }))[0];
        Assert.Equal((ActionOutcome.Uncertain, 0), (verdict.Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_journeys_step_that_was_only_put_off_is_begun()
    {
        _bench.Answer("/customer-journeys/journeys/77/steps/5/actions/trigger", 204, "");
        Assert.Equal(ActionOutcome.Done, (await Do("journey.trigger", 2, ("journey", "77"), ("step", "5"))).Outcome);
        Assert.Equal("""{"email_address":"jo@example.com"}""", _bench.Server.LogEntries[0].RequestMessage!.Body);
    }

    [Theory]
    [InlineData(502, ActionOutcome.Uncertain)]
    [InlineData(404, ActionOutcome.Rejected)]
    [InlineData(400, ActionOutcome.Rejected)]
    [InlineData(429, ActionOutcome.Retry)]
    public async Task A_journeys_step_is_begun_once_whatever_the_answer(int status, ActionOutcome expected)
    {
        _bench.Answer("/customer-journeys/journeys/77/steps/5/actions/trigger", status, """{"title":"x"}""");
        Assert.Equal((expected, 1), ((await Do("journey.trigger", 1, ("journey", "77"), ("step", "5"))).Outcome, _bench.Calls));
    }

    [Fact]
    public async Task A_journey_is_named_by_numbers() =>
        Assert.Equal((ActionOutcome.Rejected, 0), ((await Do("journey.trigger", 1, ("journey", "../lists"), ("step", "5"))).Outcome, _bench.Calls));

    [Theory]
    [InlineData("member.archive", 204, ActionOutcome.Done)]
    [InlineData("member.archive", 404, ActionOutcome.Done)]
    [InlineData("member.archive", 405, ActionOutcome.Ignored)]
    [InlineData("member.archive", 500, ActionOutcome.Retry)]
    [InlineData("member.erase", 204, ActionOutcome.Done)]
    [InlineData("member.erase", 404, ActionOutcome.Done)]
    public async Task Members_are_taken_out(string verb, int status, ActionOutcome expected)
    {
        var path = verb == "member.erase" ? Member + "/actions/delete-permanent" : Member;
        _bench.Answer(path, status, """{"title":"x"}""");
        Assert.Equal(expected, (await Do(verb, 1)).Outcome);
        Assert.Equal(verb == "member.erase" ? "POST" : "DELETE", _bench.Server.LogEntries[0].RequestMessage!.Method);
    }

    [Fact]
    public void Deleting_for_good_needs_a_persons_yes() => Assert.True(_bench.Connector.Info.Actions.Single(a => a.Verb == "member.erase").OnlyByApproval);

    private void Interests() => _bench
        .Answer(List + "/interest-categories", 200, """{"categories":[{"id":"c1","title":"What you like"},{"id":"c2","title":"Where from"}]}""")
        .Answer(List + "/interest-categories/c1/interests", 200, """{"interests":[{"id":"i1","name":"Bread"},{"id":"i2","name":"News"}]}""")
        .Answer(List + "/interest-categories/c2/interests", 200, """{"interests":[{"id":"i3","name":"News"}]}""");

    private static OutboundAction Action(string key, int attempt, params (string, string)[] arguments) => VendorBench.Action(key, null, "jo@example.com", attempt, arguments);

    private async Task<ActionVerdict> Do(string verb, int attempt, params (string, string)[] arguments) => (await _bench.Deliver(verb, Action("k1", attempt, arguments)))[0];
}
