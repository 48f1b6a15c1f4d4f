using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Hub.Undoing;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Tests.Undoing;

/// <summary>What a rule did is taken back where that harms nobody; everything else is named and stays.</summary>
public sealed class RuleUndoTests : IAsyncLifetime
{
    private readonly OutboundWorld _world = new();
    private RuleUndo _undo = null!;

    public async Task InitializeAsync()
    {
        _undo = new RuleUndo(_world.Store, _world.Ids, _world.Setup, _world.Waker, _world.Time);
        await Known(7, ContactFacts.Empty);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_tag_that_was_put_is_taken_off_in_the_tool()
    {
        await Done("tag.add", "vip");
        Assert.Equal((1, 0), await Undo());
        await _world.Deliver();
        var call = _world.Connector.Calls.Last();
        Assert.Equal(("tag.remove", "vip", "ana@example.com"), (call.Verb, call.Actions.Single().Text("tag"), call.Actions.Single().Target.Email));
        Assert.Equal(new UndoProgress(1, 1, 0), _undo.Progress("ana", "r1"));
    }

    [Fact]
    public async Task Asking_what_it_would_do_does_nothing()
    {
        await Done("tag.add", "vip");
        Assert.Equal(1, _undo.Preview(Order()).TakenBack);
        Assert.Equal(0, _world.Count("select count(*) from action where rule='hub.undo'") + _world.Count("select count(*) from envelope"));
    }

    [Fact]
    public async Task Taking_back_twice_takes_back_once()
    {
        await Done("tag.add", "vip");
        await Undo();
        await _world.Deliver();
        Assert.Equal((0, 0), await Undo());
        Assert.Equal(UndoVerdict.Undone, Verdict());
    }

    [Fact]
    public async Task The_word_is_journaled_with_its_name_and_reason()
    {
        await Undo();
        Assert.Equal(1, _world.Count("select count(*) from envelope e join body b on b.id=e.body where e.topic='hub.undone' and instr(b.bytes, 'Anna') > 0 and instr(b.bytes, 'wrong people') > 0"));
    }

    [Fact]
    public async Task A_tag_that_was_taken_since_is_left()
    {
        await Done("tag.add", "vip");
        await Done("tag.remove", "vip");
        Assert.Equal([UndoVerdict.GoneAlready, UndoVerdict.TagNotPut], _undo.Preview(Order()).Lines.Select(l => l.Verdict));
    }

    [Fact]
    public async Task A_tag_that_the_tool_told_to_be_gone_is_left()
    {
        await Done("tag.add", "vip");
        await Known(7, ContactFacts.Empty with { Tags = ContactFacts.Empty.Tags.Add("list", ImmutableSortedDictionary<string, TagFact>.Empty.Add("VIP", new TagFact(false, _world.Time.GetUtcNow().AddMinutes(1), "k"))) });
        Assert.Equal(UndoVerdict.GoneAlready, Verdict());
    }

    [Theory]
    [InlineData("contact.tagged", UndoVerdict.WasBefore)]
    [InlineData("contact.untagged", UndoVerdict.TagOff)]
    public async Task A_tag_that_was_there_before_the_rule_stays(string before, UndoVerdict verdict)
    {
        await _world.Happened(7, "contact.tagged", TimeSpan.FromDays(-9), ("tag", "VIP"));
        await _world.Happened(7, before, TimeSpan.FromDays(-8), ("tag", "vip"));
        await Done("tag.add", "vip");
        Assert.Equal(verdict, Verdict());
    }

    [Fact]
    public async Task A_tag_that_the_rule_itself_put_twice_in_the_span_is_taken_off_once()
    {
        await Done("tag.add", "vip");
        _world.Time.Advance(TimeSpan.FromMinutes(5));
        await _world.Happened(7, "contact.tagged", TimeSpan.FromMinutes(-4), ("tag", "vip"));
        await Done("tag.add", "vip", run: "r1|k|2");
        Assert.Equal([(UndoVerdict.TagOff, 1), (UndoVerdict.Repeated, 1)], _undo.Preview(Order()).Lines.Select(l => (l.Verdict, l.Count)));
    }

    [Theory]
    [InlineData("r2", UndoVerdict.OtherRule)]
    [InlineData("r1", UndoVerdict.Repeated)]
    public async Task A_tag_that_was_put_again_is_told_by_whom(string rule, UndoVerdict verdict)
    {
        await Done("tag.add", "vip");
        await Done("tag.add", "vip", rule: rule, run: rule + "|k|2");
        Assert.Contains(_undo.Preview(Order()).Lines, l => l.Verdict == verdict && l.Count == 1);
    }

    [Fact]
    public async Task A_field_gets_the_value_it_had_before()
    {
        await Heard("Hamburg", TimeSpan.FromDays(-9));
        await Heard("Bremen", TimeSpan.FromDays(-8));
        await Done("field.set", "CITY", value: "Berlin");
        await Undo();
        await _world.Deliver();
        Assert.Equal(("CITY", "Bremen"), (_world.Connector.Calls.Last().Actions.Single().Text("field"), _world.Connector.Calls.Last().Actions.Single().Text("value")));
    }

    [Fact]
    public async Task A_value_that_somebody_wrote_since_is_not_overwritten()
    {
        await Heard("Hamburg", TimeSpan.FromDays(-9));
        await Done("field.set", "CITY", value: "Berlin");
        await Known(7, ContactFacts.Empty with { Fields = ContactFacts.Empty.Fields.Add("mail.CITY", new FieldFact(Value.Of("Munich"), _world.Time.GetUtcNow().AddMinutes(1), "fake", "k")) });
        Assert.Equal(UndoVerdict.Changed, Verdict());
    }

    [Fact]
    public async Task A_field_whose_earlier_value_nobody_told_stays()
    {
        await Done("field.set", "CITY", value: "Berlin");
        Assert.Equal(UndoVerdict.ValueUnknown, Verdict());
    }

    [Theory]
    [InlineData("note.create", UndoVerdict.Stays)]
    [InlineData("tag.remove", UndoVerdict.TagNotPut)]
    public async Task What_cannot_be_taken_back_is_named_and_nothing_is_planned(string verb, UndoVerdict verdict)
    {
        await Done(verb, "hello");
        Assert.Equal(verdict, Verdict());
        Assert.Equal((0, 0), await Undo());
    }

    [Fact]
    public async Task What_followed_in_the_tool_is_counted()
    {
        await Done("tag.add", "welcome", expect: "{}", state: ActionState.Seen);
        Assert.Equal((1, 1), (_undo.Preview(Order()).Followed, _undo.Preview(Order()).TakenBack));
    }

    [Fact]
    public async Task Other_rules_other_times_and_what_was_never_done_are_left()
    {
        await Done("tag.add", "a", rule: "r2");
        await Done("tag.add", "b", state: ActionState.Rejected);
        await Done("tag.add", "c");
        Assert.Equal(0, _undo.Preview(Order() with { From = _world.Time.GetUtcNow().AddMinutes(1), To = _world.Time.GetUtcNow().AddHours(1) }).Done);
        Assert.Equal(1, _undo.Preview(Order()).Done);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public async Task A_version_narrows_it(int version, int done)
    {
        await Done("tag.add", "vip");
        await _world.Store.Writer.Write(t => t.Execute(
            "insert into run (client,id,subject,rule,run_key,mapping_version,step,state,mode,started_at,data) values ('ana','r1|k|1','contact:7','r1','k',3,'s1',0,3,0,'{}')"));
        Assert.Equal(done, _undo.Preview(Order() with { Version = version }).Done);
    }

    [Theory]
    [InlineData(true, ActionState.Dropped)]
    [InlineData(false, ActionState.Due)]
    public async Task What_is_planned_is_dropped_when_asked_for(bool drop, ActionState state)
    {
        var planned = await _world.Plan("tag.add", "later", contact: 7, due: TimeSpan.FromHours(3));
        Assert.Equal(1, _undo.Preview(Order()).Planned);
        await _undo.DoAsync(Order(), drop, "Anna", "wrong people");
        Assert.Equal(state, _world.StateOf(planned));
    }

    [Fact]
    public async Task A_stop_of_the_rule_does_not_hold_what_takes_back_and_one_of_the_client_does()
    {
        await Done("tag.add", "vip");
        await _world.Stops.StopAsync(StopScope.OfRule("ana", "r1"), "Anna", "wrong people");
        await _world.Stops.StopAsync(StopScope.OfClient("ana"), "Anna", "wrong people");
        await Undo();
        await _world.Deliver();
        Assert.Equal(new UndoProgress(1, 0, 1), _undo.Progress("ana", "r1"));
        await _world.Stops.GoAsync(StopScope.OfClient("ana"), "Anna", sendUseful: true);
        await _world.Deliver();
        Assert.Equal(new UndoProgress(1, 1, 0), _undo.Progress("ana", "r1"));
    }

    [Fact]
    public async Task Thousands_are_taken_back_page_by_page_and_none_twice()
    {
        for (var i = 0; i < 1200; i++)
        {
            await Known(100 + i, ContactFacts.Empty);
            await Done("tag.add", "vip", contact: 100 + i, run: $"r1|k{i}|1");
        }

        Assert.Equal(1200, _undo.Preview(Order()).TakenBack);
        Assert.Equal((1200, 0), await Undo());
        Assert.Equal(1200, _world.Count("select count(distinct contact) from action where rule='hub.undo'"));
    }

    private UndoVerdict Verdict() => Assert.Single(_undo.Preview(Order()).Lines).Verdict;

    private UndoOrder Order() => new("ana", "r1", null, _world.Time.GetUtcNow().AddHours(-1), _world.Time.GetUtcNow().AddSeconds(1));

    private Task<(int TakenBack, int Dropped)> Undo() => _undo.DoAsync(Order(), false, "Anna", "wrong people");

    private Task Known(long contact, ContactFacts facts) => _world.Contact(contact, JsonSerializer.Serialize(facts, JourneyJson.Options));

    private async Task Done(
        string verb, string argument, string? value = null, long contact = 7, string rule = "r1", string run = "r1|k|1", string? expect = null, ActionState state = ActionState.Done)
    {
        var id = await _world.Plan(verb, argument, contact, rule: rule, run: run, expect: expect, value: value);
        await _world.Store.Writer.Write(t => t.Execute("update action set state=@p1 where id=@p0", id, state));
    }

    private Task Heard(string city, TimeSpan ago)
    {
        var fact = new JourneyEvent
        {
            NaturalKey = "list:7:contact.updated:" + city, Name = "contact.updated", Subject = EventSubject.Person, OccurredAt = _world.Time.GetUtcNow() + ago, Connection = "list", Tool = "fake",
            Fields = ImmutableSortedDictionary<string, Value>.Empty.Add("mail.CITY", Value.Of(city)),
        };
        return _world.Store.Writer.Write(t => t.Execute(
            """
            insert into event (id, client, natural_key, contact, subject, name, kind, occurred_at, received_at, historical, connection, tool, hops, is_echo, data)
            values (@p0, 'ana', @p1, 7, 'contact:7', 'contact.updated', 0, @p2, @p2, 0, 'list', 'fake', 0, 0, @p3)
            """, _world.Ids.Next(), fact.NaturalKey, fact.OccurredAt.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(fact, JourneyJson.Options)));
    }
}
