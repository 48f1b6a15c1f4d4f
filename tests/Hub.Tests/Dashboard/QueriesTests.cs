using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Dashboard;

public sealed class QueriesTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();

    private static readonly ClientLens Lens = new(SampleBakery.Connected(), SampleBakery.Now, StageModels.Find("local-business"));

    private HubStore Store => _temp.Store;

    public Task InitializeAsync() => SampleBakery.SeedAsync(Store);

    public Task DisposeAsync() => _temp.DisposeAsync().AsTask();

    [Fact]
    public void The_log_pages_through_every_row_once_newest_first()
    {
        var query = new LogQuery(Store);
        var seen = new List<LogEntry>();
        string? next = null;
        do
        {
            Assert.True(PageCursor.TryParse(next, out var after));
            var page = query.Read("kornhaus", new LogFilter(), after, 2);
            seen.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal([22, 52, 51, 42, 41, 31], seen.Select(r => r.Id));
    }

    [Fact]
    public void A_foreign_clients_log_is_empty() => Assert.Empty(new LogQuery(Store).Read("other", new LogFilter(), PageCursor.Top, 50).Items);

    [Fact]
    public void The_log_filters_by_result_and_by_rule()
    {
        var query = new LogQuery(Store);
        Assert.Equal([42], query.Read("kornhaus", new LogFilter(Result: LogResult.No), PageCursor.Top, 50).Items.Select(r => r.Id));
        Assert.Equal([51, 41], query.Read("kornhaus", new LogFilter(Rule: "thank-you"), PageCursor.Top, 50).Items.Select(r => r.Id));
    }

    [Fact]
    public void What_people_search_for_is_no_pattern() => Assert.Empty(new LogQuery(Store).Read("kornhaus", new LogFilter("%_%"), PageCursor.Top, 50).Items);

    [Fact]
    public async Task An_action_opens_the_whole_chain()
    {
        var chain = await new ChainQuery(Store).ReadAsync("kornhaus", LogKind.Action, 51);
        Assert.Equal([21], chain.Envelopes.Select(e => e.Id));
        Assert.Equal(31, chain.Event!.Id);
        Assert.Equal([41, 42], chain.Decisions.Select(d => d.Id));
        Assert.Equal([61, 62], chain.Attempts.Select(a => a.Id));
    }

    [Fact]
    public async Task What_a_run_did_after_its_wait_belongs_to_the_event_it_began_with()
    {
        await Store.Writer.Write(t =>
        {
            t.Execute("update decision set event=null,now=@p0 where id=41", SampleBakery.At(5));
            t.Execute("update action set event=null,run='thank-you|1052|1',created_at=@p0 where id=51", SampleBakery.At(5));
            t.Execute("update decision set rule='thank-you' where id=42");
            t.Execute("insert into run(client,id,contact,subject,rule,run_key,mapping_version,step,state,mode,started_at,data) values ('kornhaus','thank-you|1052|1',10,'contact:10','thank-you','1052',3,'1',3,3,@p0,@p1)", SampleBakery.At(40), """{"trigger":{"naturalKey":"k1"}}""");
        });
        foreach (var (kind, id) in new[] { (LogKind.Action, 51L), (LogKind.Decision, 41L), (LogKind.Event, 31L) })
        {
            var chain = await new ChainQuery(Store).ReadAsync("kornhaus", kind, id);
            Assert.Equal([21L], chain.Envelopes.Select(e => e.Id));
            Assert.Equal([42L, 41L], chain.Decisions.Select(d => d.Id));
            Assert.Equal([51L], chain.Actions.Select(a => a.Id));
        }
    }

    [Fact]
    public void A_week_counts_moves_and_tells_first_orders_from_repeated_ones()
    {
        var rows = new WeekQuery(Store).Read("kornhaus", WeekView.Starts(Lens, 0), Lens.DayStart(-1));
        Assert.Equal([("visit", null, 1), ("purchase", "visit", 1)], rows.Moves.OrderBy(m => m.From is not null).Select(m => (m.Stage, m.From, m.N)));
        Assert.Equal([new OrderCount(0, "EUR", 1, 410_000, 1, 410_000)], rows.Orders);
        Assert.Empty(new WeekQuery(Store).Read("other", WeekView.Starts(Lens, 0), Lens.DayStart(-1)).Orders);
    }

    [Fact]
    public void Equal_failures_are_one_line_and_bars_hold_every_row()
    {
        var query = new TroubleQuery(Store);
        Assert.Equal([(LogKind.Envelope, "processed_at is no date", 1), (LogKind.Action, "", 1)], query.Read("kornhaus", Lens.DayStart(6)).Select(t => (t.Kind, t.Reason, t.N)));
        var slices = query.Slices("kornhaus", SampleBakery.Now.AddHours(-24), TimeSpan.FromMinutes(30), 48);
        Assert.Equal((6, 2), (slices.Sum(s => s.All), slices.Sum(s => s.Failed)));
        Assert.Equal(new LogQuery(Store).Count("kornhaus", new LogFilter()), slices.Sum(s => s.All));
    }

    [Theory]
    [InlineData("select count(*) from envelope where client='kornhaus' and state>1 and state=3", "ix_envelope_aside")]
    [InlineData("select count(*) from action where client='kornhaus' and state>3 and state=6", "ix_action_aside")]
    [InlineData("select count(*) from action where client='kornhaus' and state=2", "ix_action_held")]
    [InlineData("select * from envelope where client='kornhaus' and state>1 and received_at<=9 order by received_at desc,id desc limit 5", "ix_envelope_aside")]
    public void What_stands_aside_is_found_without_reading_everything(string sql, string index)
    {
        using var reader = Store.Read();
        var plan = string.Join(" / ", reader.Query("explain query plan " + sql, r => r.GetString(3)));
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Finding_stays_within_the_client()
    {
        var find = new FindQuery(Store);
        Assert.Equal([10L], find.Contacts("kornhaus", "maria").Select(c => c.Id));
        Assert.Equal([31L], find.Orders("kornhaus", "1052").Select(o => o.Id));
        Assert.Empty(find.Contacts("kornhaus", "Foreign"));
        Assert.Empty(find.Orders("other", "#1052"));
        Assert.Empty(find.Contacts("kornhaus", "%"));
    }

    [Fact]
    public async Task Another_client_sees_nothing_of_a_chain_or_a_body()
    {
        Assert.True((await new ChainQuery(Store).ReadAsync("other", LogKind.Action, 51)).IsEmpty);
        Assert.Null(await new BodyQuery(Store).ReadAsync("other", 21));
        Assert.Null(await new StoryQuery(Store).ReadAsync("other", 10));
    }

    [Fact]
    public async Task A_body_keeps_every_digit_of_an_id() => Assert.Contains("9007199254740993", await new BodyQuery(Store).ReadAsync("kornhaus", 21), StringComparison.Ordinal);

    [Fact]
    public async Task The_story_holds_what_did_not_happen_with_clause_and_value()
    {
        var story = await new StoryQuery(Store).ReadAsync("kornhaus", 10);
        var no = Assert.Single(StoryEntry.Of(story!, SampleBakery.Lens()), e => e.Form == StoryForm.DidNot);
        Assert.Equal(new ClauseView(false, "asked within P180D", "asked 92 days ago"), Assert.Single(no.Why));
        Assert.Contains(StoryEntry.Of(story!, Lens), e => e.Text == "Moved from “Coming by” to “Bought”" && e.Detail == "Because of: Ordered #1052, €41.00");
    }

    [Fact]
    public async Task The_days_balance_adds_up_and_a_missing_one_is_seen()
    {
        var rows = await new ConnectionsQuery(Store).ReadAsync("kornhaus", SampleBakery.Now, 7);
        var day = Assert.Single(Balance.Of("shop", rows.Counters, rows.Envelopes));
        Assert.Equal((4L, 0L), (day.Received, day.Difference));
        Assert.Equal(1, Balance.Of("shop", rows.Counters, rows.Envelopes.Where(e => e.State != (int)EnvelopeState.Done))[0].Difference);
    }

    [Fact]
    public async Task Home_names_what_needs_a_person_and_sums_what_was_done()
    {
        var lens = SampleBakery.Lens();
        var view = HomeView.Of(await new HomeQuery(Store).ReadAsync(SampleBakery.Client("kornhaus", "Sample Bakery Kornhaus"), lens.DayStart(6), lens.DayStart(-1), lens.Now), lens);
        Assert.Equal("3 things need you, 1 was done without you", view.Finding);
        Assert.Equal(view.DoneTotal, view.Did.Sum(d => d.N));
    }

    [Fact]
    public async Task An_approval_is_answered_once_and_wakes_the_lane()
    {
        var waker = new RecordingWaker();
        var answers = new ApprovalAnswers(Store, waker, new FakeTimeProvider(SampleBakery.Now));
        Assert.True(await answers.ApproveAsync("kornhaus", 71, "Dear Lena K.", "Anna"));
        Assert.False(await answers.DeclineAsync("kornhaus", 71, "Ben"));
        Assert.Equal(["kornhaus"], waker.Lanes);
        Assert.Equal("Dear Lena K.", (await new InboxQuery(Store).ApprovalAsync("kornhaus", 71))!.Text);
    }

    [Fact]
    public async Task What_goes_out_with_a_yes_stands_beside_the_draft()
    {
        var run = new Run
        {
            Id = "r1", Rule = "bad-review", RunKey = "k", MappingVersion = 1, Step = "s", State = RunState.Approval, Mode = RuleMode.Live, StartedAt = SampleBakery.Now,
            Trigger = new JourneyEvent { NaturalKey = "k", Name = "order.paid", Subject = EventSubject.Person, OccurredAt = SampleBakery.Now, Connection = "shop", Tool = "shopify" },
            Asked = ImmutableSortedDictionary<string, Value>.Empty.Add("date", Value.Of("2026-12-24")),
        };
        await Store.Writer.Write(t => t.Execute(
            "insert into run (client, id, contact, subject, rule, run_key, mapping_version, step, state, mode, started_at, data) values ('kornhaus', 'r1', null, 'review:1', 'bad-review', 'k', 1, 's', @p0, 3, 1, @p1)",
            (int)RunState.Approval, JsonSerializer.Serialize(run, JourneyJson.Options)));

        var asked = Assert.Single((await new InboxQuery(Store).ReadAsync("kornhaus")).Asked);

        Assert.Equal(("r1", "2026-12-24"), (asked.Key, asked.Value["date"].ToString()));
    }

    [Fact]
    public async Task An_expired_approval_cannot_be_given()
    {
        var answers = new ApprovalAnswers(Store, new RecordingWaker(), new FakeTimeProvider(SampleBakery.Now.AddDays(2)));
        Assert.False(await answers.ApproveAsync("kornhaus", 71, null, "Anna"));
    }
}
