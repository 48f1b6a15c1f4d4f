using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>What a person skips does not happen, what they hold rests until the time they named, and the reason is kept.</summary>
public sealed class LaneComingTests : IAsyncLifetime
{
    private readonly TestLane _lane = new();
    private Skipping _skipping = null!;
    private string _run = "";

    public async Task InitializeAsync()
    {
        _skipping = new Skipping(_lane.Temp.Store, _lane.Ids, _lane.Waker, _lane.Time);
        await _lane.Receive("shop", new Shown("cart.filled", "c1", "7"));
        await _lane.RunAsync();
        _run = _lane.Text("select id from run where ended_at is null");
    }

    public async Task DisposeAsync() => await _lane.DisposeAsync();

    [Fact]
    public async Task A_skipped_run_ends_and_its_timer_does_nothing()
    {
        Assert.Equal(1, await _skipping.SkipAsync(TestLane.Client, [_run], [], "Anna", "they called"));
        await _lane.RunAsync();
        var (actions, ended) = (_lane.Count("action"), _lane.Count("run where ended_at is not null and due_at is null"));
        _lane.Time.Advance(TimeSpan.FromDays(30));
        await _lane.RunAsync();
        Assert.Equal((0L, 1L), (_lane.Count("action") - actions, ended));
    }

    [Fact]
    public async Task Why_it_did_not_happen_is_a_decision_with_name_and_reason()
    {
        await _skipping.SkipAsync(TestLane.Client, [_run], [], "Anna", "they called");
        await _lane.RunAsync();
        Assert.Equal("was skipped by Anna: they called", _lane.Text("select sentence from decision where clause='skipped'"));
        Assert.Equal(1, _lane.Count("event where name='hub.skipped'"));
    }

    [Fact]
    public async Task A_run_that_has_ended_meanwhile_stays_as_it_ended()
    {
        await _lane.Execute("update run set ended_at=1");
        Assert.Equal(0, await _skipping.SkipAsync(TestLane.Client, [_run], [], "Anna", ""));
        Assert.Equal(0, _lane.Count("envelope where topic='hub.skipped'"));
    }

    [Theory]
    [InlineData(ActionState.Due, 1)]
    [InlineData(ActionState.Held, 1)]
    [InlineData(ActionState.Sending, 0)]
    [InlineData(ActionState.Done, 0)]
    public async Task Of_actions_only_those_that_have_not_gone_are_dropped(ActionState state, int skipped)
    {
        await Action(state);
        Assert.Equal(skipped, await _skipping.SkipAsync(TestLane.Client, [], [900], "Anna", ""));
        Assert.Equal(skipped, _lane.Count($"action where id=900 and state={(int)ActionState.Dropped}"));
    }

    [Fact]
    public async Task Another_clients_run_is_not_touched()
    {
        Assert.Equal(0, await _skipping.SkipAsync("other", [_run], [], "Anna", ""));
        await _lane.RunAsync();
        Assert.Equal(1, _lane.Count("run where ended_at is null"));
    }

    [Fact]
    public async Task A_held_run_goes_on_at_its_time_and_not_before()
    {
        Assert.Equal(1, await Hold(TimeSpan.FromDays(2)));
        _lane.Time.Advance(TimeSpan.FromHours(47));
        await _lane.RunAsync();
        Assert.Equal((0L, 1L), (_lane.Count("action"), _lane.Count("run where ended_at is null")));
        _lane.Time.Advance(TimeSpan.FromHours(2));
        await _lane.RunAsync();
        Assert.Equal((1L, 0L), (_lane.Count("action"), _lane.Count("run where ended_at is null")));
    }

    [Fact]
    public async Task Why_it_rests_is_a_decision_with_name_and_reason()
    {
        await Hold(TimeSpan.FromDays(2));
        Assert.Equal("is held until Sun 22 Nov 10:00 by Anna: away", _lane.Text("select sentence from decision where clause='held'"));
        Assert.Equal(1, _lane.Count("event where name='hub.held'"));
        Assert.Equal(0, _lane.Count("envelope where state=0"));
    }

    [Fact]
    public async Task What_it_waits_for_still_ends_it()
    {
        await Hold(TimeSpan.FromDays(2));
        await _lane.Receive("shop", new Shown("order.placed", "o1", "7"));
        await _lane.RunAsync();
        Assert.Equal(0, _lane.Count("run where ended_at is null"));
    }

    [Fact]
    public async Task What_rests_longer_already_stays_so()
    {
        await Hold(TimeSpan.FromDays(9));
        Assert.Equal(0, await Hold(TimeSpan.FromDays(2)));
        Assert.Equal(1, _lane.Count("decision where clause='held'"));
    }

    [Theory]
    [InlineData(ActionState.Due, 1)]
    [InlineData(ActionState.Held, 1)]
    [InlineData(ActionState.Sending, 0)]
    [InlineData(ActionState.Done, 0)]
    public async Task Of_actions_only_those_that_have_not_gone_rest(ActionState state, int held)
    {
        await Action(state);
        var until = _lane.Time.GetUtcNow().AddDays(1);
        Assert.Equal(held, await _skipping.HoldAsync(TestLane.Client, [], [900], until, "Anna", ""));
        Assert.Equal(held, _lane.Count($"action where id=900 and due_at={until.ToUnixTimeMilliseconds()}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(400)]
    public async Task A_time_that_does_not_come_within_a_year_is_refused(int days) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _skipping.HoldAsync(TestLane.Client, [_run], [], _lane.Time.GetUtcNow().AddDays(days), "Anna", ""));

    private async Task<int> Hold(TimeSpan span)
    {
        var held = await _skipping.HoldAsync(TestLane.Client, [_run], [], _lane.Time.GetUtcNow() + span, "Anna", "away");
        await _lane.RunAsync();
        return held;
    }

    private Task Action(ActionState state) => _lane.Temp.Store.Writer.Write(t => t.Execute(
        """
        insert into action (id, client, "key", "grant", connection, verb, name, rule, run, step, subject, touch, due_at, state, payload, hops, target_reason, attempts, epoch, created_at, updated_at)
        values (900, @p0, 'k', 'mail-login', 'mail', 'tag.add', 'mail.tag.add', 'r', 'r|k|1', '1', 'x', 0, 1, @p1, '{}', 1, '', 0, 0, 1, 1)
        """, TestLane.Client, state));
}
