using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>A version comes in force at its place in the lane's order, and open runs go where the person said.</summary>
public sealed class LanePublishTests : IAsyncLifetime
{
    private readonly TestLane _lane = new();

    public Task InitializeAsync() => _lane.Temp.Store.Writer.Write(t =>
    {
        Version(1, "published", """{ "rules": [] }""");
        Version(2, "draft", """{ "rules": [ { "id": "remind", "mode": "live", "when": "cart.updated", "then": [ { "id": "s1", "wait": "PT1H" }, { "do": "hub.tag.add", "with": { "tag": "x" } } ] } ] }""");
        Version(3, "draft", "{ broken");

        void Version(int number, string state, string document) => t.Execute(
            "insert into mapping_version(client,version,hash,document,state,at,by,source) values (@p0,@p1,@p2,@p3,@p4,0,'Anna','file')", TestLane.Client, number, "h" + number, document, state);
    });

    public async Task DisposeAsync() => await _lane.DisposeAsync();

    [Fact]
    public async Task What_came_before_the_word_is_decided_by_the_old_version_and_what_came_after_by_the_new()
    {
        await _lane.Receive("shop", new Shown("customer.updated", "a", "7"));
        await _lane.Publish(2, OpenRuns.Finish);
        await _lane.Receive("shop", new Shown("customer.updated", "b", "7"));
        await _lane.RunAsync();
        Assert.Equal([1, 2, 2], _lane.Rules.Versions); // the word itself is an event too
        Assert.Equal("2", _lane.Text("select version from mapping_version where state='published'"));
        Assert.Equal(1, _lane.Count("event where name='hub.published'"));
    }

    [Theory]
    [InlineData(OpenRuns.Finish, "1", 1)]
    [InlineData(OpenRuns.Move, "2", 1)]
    [InlineData(OpenRuns.End, "1", 0)]
    public async Task Open_runs_end_as_they_began_move_or_are_ended(OpenRuns runs, string version, int open)
    {
        await _lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await _lane.RunAsync();
        await _lane.Publish(2, runs);
        await _lane.RunAsync();
        Assert.Equal((version, open), (_lane.Text("select mapping_version from run where rule='remind'"), (int)_lane.Count("run where rule='remind' and ended_at is null")));
    }

    [Fact]
    public async Task A_draft_that_waits_for_a_person_is_withdrawn_with_its_run()
    {
        await _lane.Receive("shop", new Shown("review.posted", "r1", "7"));
        await _lane.RunAsync();
        await _lane.Publish(2, OpenRuns.End);
        await _lane.RunAsync();
        Assert.Equal(0, _lane.Count("approval where state=0"));
    }

    [Fact]
    public async Task A_version_that_cannot_run_changes_nothing_and_blocks_nothing()
    {
        await _lane.Publish(3, OpenRuns.Finish);
        await _lane.Receive("shop", new Shown("customer.updated", "a", "7"));
        await _lane.RunAsync();
        Assert.Equal(0, _lane.Count("envelope where state=0"));
        Assert.Equal(1, _lane.Mappings.Find(TestLane.Client)!.Value.Version);
    }

    [Fact]
    public void After_a_restart_the_text_that_open_runs_stand_on_is_read_again()
    {
        var afresh = new MappingsInForce(_lane.Temp.Store);
        Assert.NotNull(afresh.Find(_lane.Setup.Value.Clients[TestLane.Client], 2)?.Rule("remind"));
        Assert.Null(afresh.Find(_lane.Setup.Value.Clients[TestLane.Client], 3));
    }
}
