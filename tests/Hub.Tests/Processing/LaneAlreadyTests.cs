using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>When a rule on a state is switched on, those who are there already begin at the chosen pace, the latest first, and never faster.</summary>
public sealed class LaneAlreadyTests : IAsyncLifetime
{
    private readonly TestLane _lane = new(real: true);

    public Task InitializeAsync() => _lane.Temp.Store.Writer.Write(t =>
    {
        Version(1, "published", Rule("off", "leave"));
        Version(2, "draft", Rule("live", "leave"));
        Version(3, "draft", Rule("live", "1 a day"));
        Version(4, "draft", Rule("live", "20 a day"));
        Version(5, "draft", Rule("live", "all"));
        Version(6, "draft", Rule("shadow", "all"));
        Version(7, "draft", Rule("live", "1 a day", ", \"pilot\": { \"contacts\": [ \"1\" ] }").Replace("\"live\"", "\"pilot\"", StringComparison.Ordinal));

        void Version(int number, string state, string document) => t.Execute(
            "insert into mapping_version(client,version,hash,document,state,at,by,source) values (@p0,@p1,@p2,@p3,@p4,0,'Anna','file')", TestLane.Client, number, "h" + number, document, state);
    });

    public async Task DisposeAsync() => await _lane.DisposeAsync();

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(5, 3)]
    [InlineData(6, 0)]
    public async Task Nobody_who_is_there_begins_unless_it_was_chosen(int version, int begun)
    {
        await Tagged(3);
        await On(version);
        Assert.Equal(begun, _lane.Count("decision where rule='greet' and verdict=" + (int)Mappings.Engine.Verdict.Acted + " and step is not null"));
    }

    [Fact]
    public async Task The_latest_goes_first_and_the_next_a_day_later()
    {
        await Tagged(3);
        await On(3);
        Assert.Equal("3", Begun());
        _lane.Time.Advance(TimeSpan.FromHours(23));
        await _lane.RunAsync();
        Assert.Equal("3", Begun());
        _lane.Time.Advance(TimeSpan.FromHours(2));
        await _lane.RunAsync();
        Assert.Equal("2 3", Begun());
    }

    [Fact]
    public async Task Many_never_begin_faster_than_the_pace_whatever_happens_between()
    {
        await Tagged(10_000);
        await On(4);
        var hours = new[] { 5, 20, 3, 24 * 6, 1, 22, 2, 30, 11, 13, 24, 24 };
        foreach (var wait in hours)
        {
            _lane.Time.Advance(TimeSpan.FromHours(wait));
            await _lane.RunAsync();
            if (wait == 3)
            {
                await On(2); // somebody stops it and begins again: the places of today are taken
                await On(4);
            }
        }

        var at = _lane.Temp.Query("select at from already where state=1 order by at", r => r.GetInt64(0));
        Assert.InRange(at.Count, 100, 200);
        Assert.All(at, from => Assert.InRange(at.Count(a => a >= from && a < from + 86_400_000), 1, 20));
    }

    [Fact]
    public async Task Whom_it_does_not_concern_any_more_is_passed_over_and_takes_no_place_of_the_day()
    {
        await Tagged(3);
        await _lane.Publish(3, OpenRuns.Finish);
        await Turn(); // the version is in force, and nobody began yet
        await _lane.Temp.Store.Writer.Write(t => Facts(t, 3, false));
        await _lane.Execute("update contact set erased=1 where id=2");
        await _lane.RunAsync();
        Assert.Equal("1", Begun());
        Assert.Contains("no longer so", _lane.Text("select sentence from decision where contact=3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_among_those_it_is_tried_on_takes_no_place_of_the_day()
    {
        await Tagged(3);
        await On(7);
        Assert.Equal("1", Begun());
    }

    [Fact]
    public async Task Switched_off_nobody_else_begins()
    {
        await Tagged(3);
        await On(3);
        await On(1);
        _lane.Time.Advance(TimeSpan.FromDays(3));
        await _lane.RunAsync();
        Assert.Equal(("3", 0), (Begun(), (int)_lane.Count("already where state=0")));
    }

    [Fact]
    public async Task Who_had_a_turn_has_none_again_when_it_is_switched_on_again()
    {
        await Tagged(3);
        await On(5);
        await On(1);
        await On(5);
        Assert.Equal(3, _lane.Count("decision where rule='greet' and step is not null"));
    }

    private async Task On(int version)
    {
        await _lane.Publish(version, OpenRuns.Finish);
        await _lane.RunAsync();
    }

    private async Task Turn() => await _lane.Processor.RunAsync(TestLane.Client, await _lane.TakeAsync(), CancellationToken.None);

    private string Begun() => _lane.Text("select contact from already where state=1 order by contact");

    // Contacts 1 to n; the higher the number, the later they got the tag.
    private Task Tagged(int n) => _lane.Temp.Store.Writer.Write(t =>
    {
        for (var i = 1; i <= n; i++)
        {
            var e = Event(i);
            t.Execute(
                "insert into event(id,client,natural_key,contact,subject,name,kind,occurred_at,received_at,historical,connection,tool,hops,is_echo,data) values (@p0,@p1,@p2,@p3,@p4,@p5,0,@p6,@p6,0,'hub','hub',0,0,@p7)",
                1_000_000 + i, TestLane.Client, e.NaturalKey, i, $"contact:{i}", e.Name, e.OccurredAt.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(e, JourneyJson.Options));
            Facts(t, i, true);
        }
    });

    private static void Facts(StoreTransaction t, int contact, bool on)
    {
        var e = Event(contact);
        var facts = new ContactFacts
        {
            Tags = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, TagFact>>.Empty.Add("hub", ImmutableSortedDictionary<string, TagFact>.Empty.Add("vip", new(on, e.OccurredAt, e.NaturalKey))),
        };
        t.Execute(
            "insert into contact(client,id,version,cycle,first_at,last_at,facts,log,erased) values (@p0,@p1,1,1,1,1,@p2,@p3,0) on conflict(id) do update set facts=excluded.facts",
            TestLane.Client, contact, JsonSerializer.Serialize(facts, JourneyJson.Options), JsonSerializer.Serialize(Mappings.Engine.RunLog.Empty, JourneyJson.Options));
    }

    private static JourneyEvent Event(int i) => new()
    {
        NaturalKey = "tagged:" + i.ToString(CultureInfo.InvariantCulture), Name = "contact.tagged", Subject = EventSubject.Person, OccurredAt = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(i), Connection = "hub", Tool = "hub",
        Properties = ImmutableSortedDictionary<string, Value>.Empty.Add("tag", Value.Of("vip")),
    };

    private static string Rule(string mode, string already, string more = "") =>
        $$"""{ "rules": [ { "id": "greet", "stage": "all", "mode": "{{mode}}", "already": "{{already}}"{{more}}, "when": "contact.tagged[vip]", "then": [ { "do": "hub.tag.add", "with": { "tag": "greeted" } } ] } ] }""";
}
