using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>When a rule with a date or a segment comes in force, everybody who is known is looked at once, and a new start goes on where the last one stood.</summary>
public sealed class LaneLookingTests : IAsyncLifetime
{
    private const string Date = """ "when": "date.reached", "date": { "after": "order.paid", "wait": "P30D" } """;
    private const string Segment = """ "when": "segment.entered", "segment": { "did": "order.paid", "within": "P90D" } """;
    private readonly TestLane _lane = new(real: true);

    public Task InitializeAsync() => _lane.Temp.Store.Writer.Write(t =>
    {
        Version(1, "published", "off", Date);
        Version(2, "draft", "live", Date);
        Version(3, "draft", "live", Segment);
        Version(4, "draft", "live", Segment + """, "already": "1 a day" """);
        Version(5, "draft", "live", Date + """, "says": "the same dates" """);

        void Version(int number, string state, string mode, string rule) => t.Execute(
            "insert into mapping_version(client,version,hash,document,state,at,by,source) values (@p0,@p1,@p2,@p3,@p4,0,'Anna','file')", TestLane.Client, number, "h" + number,
            $$"""{ "rules": [ { "id": "greet", "stage": "all", "mode": "{{mode}}", {{rule}}, "then": [ { "do": "hub.tag.add", "with": { "tag": "greeted" } } ] } ] }""", state);
    });

    public async Task DisposeAsync() => await _lane.DisposeAsync();

    [Fact]
    public async Task Everybody_gets_a_timer_and_the_rule_begins_when_it_rings()
    {
        await Paid(250);
        await On(2);
        Assert.Equal(250, _lane.Count("run where rule='hub.date' and ended_at is null"));
        _lane.Time.Advance(TimeSpan.FromDays(29));
        await _lane.RunAsync();
        Assert.Equal(250, _lane.Count("decision where rule='greet' and verdict=" + (int)Verdict.Acted));
        Assert.Equal(0, _lane.Count("run where rule='hub.date' and ended_at is null"));
    }

    [Fact]
    public async Task A_new_start_goes_on_where_the_last_one_stood()
    {
        await Paid(250);
        await _lane.Publish(2, OpenRuns.Finish);
        await Turn();
        await Turn();
        Assert.Equal((100, 150L), ((int)_lane.Count("run where rule='hub.date'"), _lane.Looking.Left(TestLane.Client)));
        var again = new Looking(_lane.Temp.Store, _lane.Mappings);
        using var reader = _lane.Temp.Store.Read();
        Assert.Equal(101, again.Next(reader, TestLane.Client)!.Contacts[0]);
    }

    [Fact]
    public async Task Once_all_are_looked_at_nothing_is_open_here_or_after_a_new_start()
    {
        await Paid(3);
        await On(2);
        Assert.False(_lane.Looking.IsOpen(TestLane.Client));
        using var reader = _lane.Temp.Store.Read();
        Assert.Null(new Looking(_lane.Temp.Store, _lane.Mappings).Next(reader, TestLane.Client));
    }

    [Fact]
    public async Task Another_word_in_the_rule_is_no_reason_to_look_again()
    {
        await Paid(3);
        await On(2);
        await On(5);
        Assert.Equal("3", _lane.Text("select records from cursor where stream='look'"));
    }

    [Fact]
    public async Task Switched_off_and_on_again_they_are_looked_at_again()
    {
        await Paid(3);
        await On(2);
        await On(1);
        await _lane.Execute("update run set ended_at=1, due_at=null");
        await On(2);
        Assert.Equal(3, _lane.Count("run where rule='hub.date' and ended_at is null"));
    }

    [Fact]
    public async Task Who_is_in_the_segment_already_begins_nothing()
    {
        await Paid(3);
        await On(3);
        Assert.Equal(3, _lane.Count("event where name='segment.entered' and historical=1"));
        Assert.Equal(0, _lane.Count("decision where rule='greet'"));
    }

    [Fact]
    public async Task Who_is_in_the_segment_already_begins_at_the_pace_that_was_chosen_the_latest_first()
    {
        await Paid(3);
        await On(4);
        Assert.Equal("3", _lane.Text("select contact from already where state=1"));
        _lane.Time.Advance(TimeSpan.FromHours(25));
        await _lane.RunAsync();
        Assert.Equal("2 3", _lane.Text("select contact from already where state=1 order by contact"));
    }

    [Fact]
    public async Task Time_alone_lets_them_leave_the_segment_once()
    {
        await Paid(3);
        await On(3);
        _lane.Time.Advance(TimeSpan.FromDays(88).Add(TimeSpan.FromMilliseconds(999)));
        await _lane.RunAsync();
        Assert.Equal(0, _lane.Count("event where name='segment.left'"));
        _lane.Time.Advance(TimeSpan.FromSeconds(5));
        await _lane.RunAsync();
        Assert.Equal((3L, 0L, 0L), (_lane.Count("event where name='segment.left' and historical=0"), _lane.Count("run where rule='hub.segment' and ended_at is null"), _lane.Count("alert")));
    }

    [Fact]
    public async Task Before_it_is_switched_on_it_is_told_how_many_are_in_the_segment()
    {
        await Paid(3);
        var rule = _lane.Mappings.Find(_lane.Setup.Value.Clients[TestLane.Client], 4)!.Rule("greet")!;
        Assert.Equal(3, new AlreadyQuery(_lane.Temp.Store, _lane.Setup, _lane.Time).Of(TestLane.Client, rule)!.There);
    }

    [Fact]
    public async Task One_who_cannot_be_looked_at_stops_nobody()
    {
        await Paid(3);
        await _lane.Execute("update contact set facts='{\"Seen\":{\"order.paid\":null}}' where id=2");
        await On(2);
        Assert.Equal("1 3", _lane.Text("select contact from run where rule='hub.date' and ended_at is null order by contact"));
    }

    private async Task On(int version)
    {
        await _lane.Publish(version, OpenRuns.Finish);
        await _lane.RunAsync();
    }

    private async Task Turn() => await _lane.Processor.RunAsync(TestLane.Client, await _lane.TakeAsync(), CancellationToken.None);

    // Contacts 1 to n; the higher the number, the later they paid.
    private Task Paid(int n) => _lane.Temp.Store.Writer.Write(t =>
    {
        for (var i = 1; i <= n; i++)
        {
            var at = _lane.Time.GetUtcNow().AddDays(-2).AddSeconds(i).AddTicks(1234); // tools tell times finer than timers are kept
            var facts = new ContactFacts
            {
                LastAt = at,
                Seen = ImmutableSortedDictionary<string, Occurrences>.Empty.Add("order.paid", new(1, at, at, ImmutableSortedDictionary<string, decimal>.Empty, [new(at, "paid:" + i, null, null)])),
            };
            t.Execute(
                "insert into contact(client,id,version,cycle,first_at,last_at,facts,log,erased) values (@p0,@p1,1,1,1,1,@p2,@p3,0)",
                TestLane.Client, i, JsonSerializer.Serialize(facts, JourneyJson.Options), JsonSerializer.Serialize(RunLog.Empty, JourneyJson.Options));
        }
    });
}
