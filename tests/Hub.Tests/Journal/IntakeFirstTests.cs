using IntegrationHub.Hub.Journal;

namespace IntegrationHub.Hub.Tests.Journal;

public sealed class IntakeFirstTests
{
    private const int Rush = 32;

    [Fact]
    public async Task In_quiet_times_a_turn_is_had_at_once_and_whole()
    {
        using var intake = new IntakeFirst();
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
        using var turn = await waiting;
        Assert.False(turn.IsSmall);
    }

    [Fact]
    public void A_single_commit_with_many_deliveries_is_no_rush()
    {
        using var intake = new IntakeFirst();
        Enumerable.Range(0, Rush).ToList().ForEach(_ => intake.Arrived());
        intake.Sample();
        Assert.False(intake.IsBusy);
    }

    [Fact]
    public async Task No_more_work_goes_on_at_once_than_there_are_processors()
    {
        using var intake = new IntakeFirst();
        var turns = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => intake.TurnAsync(CancellationToken.None).AsTask()));
        var next = intake.TurnAsync(CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        turns[0].Dispose();
        (await next).Dispose();
    }

    private static IntakeFirst Rushing()
    {
        var intake = new IntakeFirst();
        for (var i = 0; i < Rush; i++)
        {
            intake.Arrived();
            intake.Sample();
        }

        return intake;
    }
}
