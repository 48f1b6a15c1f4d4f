using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.BackTests;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.BackTests;

public sealed class BackTestTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private int _number;

    [Fact]
    public void A_wait_ends_at_its_virtual_time_or_not_at_all_when_its_event_came()
    {
        const string Rule = """{ "id": "care", "mode": "live", "when": "order.paid", "key": "event.orderId", "then": [ { "wait": "P3D", "until": [ { "event": "order.cancelled", "sameKey": true } ], "then": "exit" }, { "do": "hub.tag.add", "with": { "tag": "care" } } ] }""";
        var play = Play(Rule, 14, Paid("o1", Monday.AddHours(1)), Paid("o2", Monday.AddDays(1)), At("order.cancelled", Monday.AddDays(2), e => e with { Key = "o2" }));
        Assert.Equal([Monday.AddDays(3).AddHours(1)], play.Decisions.Where(Acts).Select(d => d.Now));
        Assert.Contains(play.Decisions, d => d.Verdict == Verdict.Exited);
    }

    [Fact]
    public void A_wait_that_is_not_over_at_the_end_is_counted_as_waiting() =>
        Assert.Equal("care", Assert.Single(Play("""{ "id": "care", "mode": "live", "when": "order.paid", "then": [ { "wait": "P3D" }, { "do": "hub.tag.add", "with": { "tag": "care" } } ] }""", 2, Paid("o1", Monday.AddDays(1))).Waiting).Rule);

    [Fact]
    public void What_is_read_as_history_is_played_as_if_it_had_come_live() =>
        Assert.Single(Play(Thank("live"), 7, Paid("o1", Monday.AddDays(1), e => e with { Historical = true })).Decisions, d => Acts(d));

    [Fact]
    public void What_lies_before_is_known_and_starts_nothing()
    {
        const string Third = """{ "id": "third", "mode": "live", "when": "order.paid", "if": { "field": "contact.orders.count", "gte": 3 }, "then": [ { "do": "hub.tag.add", "with": { "tag": "regular" } } ] }""";
        BackTestEvent[] orders = [.. Enumerable.Range(1, 4).SelectMany(i => new[] { Placed("o" + i, Monday.AddDays((i * 10) - 35)), Paid("o" + i, Monday.AddDays((i * 10) - 35).AddMinutes(1)) })];
        var play = Play(Third, 14, orders);
        Assert.Equal(Monday.AddDays(5).AddMinutes(1), Assert.Single(play.Decisions, d => Acts(d)).Now);
        Assert.Equal(2, play.Events);
    }

    [Fact]
    public void What_rules_really_did_in_that_time_and_its_echo_are_left_out()
    {
        var real = At("contact.tagged", Monday.AddDays(1), e => e with { Tool = "hub", Connection = "hub", Cause = new("k", 1, false), Properties = e.Properties.Add("tag", Value.Of("thanks")) });
        var echo = At("contact.tagged", Monday.AddDays(1), e => e with { Tool = "mailchimp", Connection = "mail", Cause = new("k", 1, true), Properties = e.Properties.Add("tag", Value.Of("thanks")) });
        const string OnTag = """{ "id": "on-tag", "mode": "live", "when": "contact.tagged", "then": [ { "do": "hub.score.add", "with": { "points": 5 } } ] }""";
        Assert.Empty(Play(OnTag, 7, real, echo).Decisions);
    }

    [Fact]
    public void A_pause_that_a_person_set_counts()
    {
        var paused = At("hub.paused", Monday.AddHours(1), e => e with { Tool = "hub", Connection = "hub", Properties = e.Properties.Add("scope", Value.Of("all")).Add("by", Value.Of("Anna")) });
        Assert.DoesNotContain(Play(Tag, 7, Subscribed(Monday.AddDays(-10)), paused, Paid("o1", Monday.AddDays(1))).Actions, a => a.Rule == "tag");
        Assert.Contains(Play(Tag, 7, Subscribed(Monday.AddDays(-10)), Paid("o1", Monday.AddDays(1))).Actions, a => a.Rule == "tag");
    }

    [Fact]
    public void Consent_counts_as_it_was_then()
    {
        var play = Play(Tag, 7, Paid("o1", Monday.AddDays(1)), Subscribed(Monday.AddDays(2)), Paid("o2", Monday.AddDays(3)));
        Assert.Equal(["o2"], play.Actions.Select(a => a.RunId.Split('|')[1].Split(':')[1]));
        Assert.Contains(play.Decisions, d => d.Verdict == Verdict.NoConsent);
    }

    [Fact]
    public void Messages_really_sent_before_count_for_the_limit()
    {
        var log = new RunLog([], [new("x", "campaign", Monday.AddDays(-1), TouchClass.Marketing), new("y", "campaign", Monday.AddDays(-2), TouchClass.Marketing)]);
        Assert.Empty(Play(Tag, 3, log, Subscribed(Monday.AddDays(-10)), Paid("o1", Monday.AddHours(3))).Actions);
        Assert.Single(Play(Tag, 3, RunLog.Empty, Subscribed(Monday.AddDays(-10)), Paid("o1", Monday.AddHours(3))).Actions);
    }

    [Theory]
    [InlineData("off", null, 0)]
    [InlineData("off", "thank", 1)]
    [InlineData("shadow", null, 1)]
    [InlineData("pilot:1%", null, 1)]
    public void Rules_that_are_not_off_are_played_as_live_and_the_named_one_too(string mode, string? named, int acts) =>
        Assert.Equal(acts, Play(Thank(mode), 7, RunLog.Empty, named, Paid("o1", Monday.AddDays(1))).Decisions.Count(Acts));

    [Fact]
    public void A_year_that_is_full_is_noticed_although_it_began_before()
    {
        var play = Play("""{ "id": "year", "mode": "live", "when": "anniversary.reached", "then": [ { "do": "hub.tag.add", "with": { "tag": "year" } } ] }""", 7, Placed("o1", Monday.AddDays(3).AddYears(-1)));
        Assert.Single(play.Decisions, d => Acts(d));
    }

    private const string Tag = """{ "id": "tag", "mode": "live", "when": "order.paid", "then": [ { "do": "mail.tag.add", "with": { "tag": "thanks" }, "touch": "marketing" } ] }""";

    private static string Thank(string mode) => $$"""{ "id": "thank", "mode": "{{mode}}", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] }""";

    private static bool Acts(Decision d) => d is { Verdict: Verdict.Acted, Step: not null };

    private static SubjectPlay Play(string rule, int days, params BackTestEvent[] events) => Play(rule, days, RunLog.Empty, null, events);

    private static SubjectPlay Play(string rule, int days, RunLog log, params BackTestEvent[] events) => Play(rule, days, log, null, events);

    private static SubjectPlay Play(string rule, int days, RunLog log, string? named, params BackTestEvent[] events)
    {
        var loaded = MappingLoader.Load($$"""{ "rules": [ {{rule}} ] }""", "m.json", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        var client = new ClientContext(
            "kornhaus", "Kornhaus", "Europe/Berlin", "EUR", "de", [new("shop", "shopify", "Shopify", "shop", true), new("mail", "mailchimp", "Mailchimp", "mail", true)], [], 1);
        var identities = ImmutableSortedDictionary<string, string>.Empty.Add("email", "mira@example.com").Add("mail:contact", "m1");
        return new BackTest(loaded.Mapping!, client, Monday, Monday.AddDays(days), named).Play(new("contact:1", 1, identities, log, events));
    }

    private BackTestEvent Paid(string order, DateTimeOffset at, Func<JourneyEvent, JourneyEvent>? more = null) =>
        At("order.paid", at, e => (more ?? (x => x))(e with { NaturalKey = "shop:" + order + ":paid", Key = order, Properties = e.Properties.Add("orderId", Value.Of(order)) }));

    private BackTestEvent Placed(string order, DateTimeOffset at) => At("order.placed", at, e => e with { NaturalKey = "shop:" + order, Key = order, Properties = e.Properties.Add("orderId", Value.Of(order)) });

    private BackTestEvent Subscribed(DateTimeOffset at) => At("consent.given", at, e => e with
    {
        Tool = "mailchimp", Connection = "mail", Properties = e.Properties.Add("purpose", Value.Of("marketing")).Add("channel", Value.Of("email")),
    });

    private BackTestEvent At(string name, DateTimeOffset at, Func<JourneyEvent, JourneyEvent>? more = null)
    {
        var e = new JourneyEvent { NaturalKey = $"e{++_number}", Name = name, Subject = EventSubject.Person, OccurredAt = at, Connection = "shop", Tool = "shopify" };
        return new(more is null ? e : more(e), at);
    }
}
