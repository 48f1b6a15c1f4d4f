using IntegrationHub.Hub.Journal;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Journal;

public sealed class IntakeFirstTests
{
    private const int Rush = 32;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task In_quiet_times_a_turn_is_had_at_once_and_whole()
    {
        using var intake = new IntakeFirst(_time);
        using var turn = await intake.TurnAsync(CancellationToken.None);
        Assert.False(turn.IsSmall);
    }

    [Fact]
    public async Task A_rush_makes_turns_small()
    {
        using var intake = Rushing();
        using var turn = await intake.TurnAsync(CancellationToken.None);
        Assert.True(turn.IsSmall);
    }

    [Fact]
    public async Task In_a_rush_turns_are_had_one_after_another_and_nobody_waits_for_ever()
    {
        using var intake = Rushing();
        var order = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async i =>
        {
            using var turn = await intake.TurnAsync(CancellationToken.None);
            lock (order)
            {
                order.Add(i);
            }
        }));
        Assert.Equal(3, order.Count);
    }

    [Fact]
    public async Task When_the_rush_is_over_who_waits_goes_on_whole()
    {
        using var intake = Rushing();
        var waiting = intake.TurnAsync(CancellationToken.None).AsTask();
        Enumerable.Range(0, Rush).ToList().ForEach(_ => intake.Answered());
        _time.Advance(TimeSpan.FromSeconds(1));
        using var turn = await waiting;
        Assert.False(turn.IsSmall);
    }

    [Fact]
    public void A_few_that_wait_are_no_rush()
    {
        using var intake = new IntakeFirst(_time);
        Commits(intake, waiting: 5);
        Assert.False(intake.IsBusy);
    }

    [Fact]
    public async Task Work_that_a_short_pause_made_room_for_is_done_whole()
    {
        using var intake = Rushing();
        var waiting = intake.TurnAsync(CancellationToken.None).AsTask();
        Enumerable.Range(0, Rush).ToList().ForEach(_ => intake.Answered());
        Commits(intake, waiting: 2);
        using var turn = await waiting;
        Assert.False(turn.IsSmall);
    }

    [Fact]
    public async Task No_more_work_goes_on_at_once_than_there_are_processors()
    {
        using var intake = new IntakeFirst(_time);
        var turns = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => intake.TurnAsync(CancellationToken.None).AsTask()));
        var next = intake.TurnAsync(CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        turns[0].Dispose();
        (await next).Dispose();
    }

    private IntakeFirst Rushing()
    {
        var intake = new IntakeFirst(_time);
        Commits(intake, waiting: Rush);
        return intake;
    }

    // So many wait at each commit of a while.
    private void Commits(IntakeFirst intake, int waiting)
    {
        Enumerable.Range(0, waiting).ToList().ForEach(_ => intake.Arrived());
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(5));
            intake.Sample();
        }
    }
}
