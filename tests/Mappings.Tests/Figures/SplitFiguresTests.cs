using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Mappings.Tests.Figures;

/// <summary>Two arms are compared with each other and with those held out; a better one is named only when its interval leaves zero.</summary>
public sealed class SplitFiguresTests
{
    private static readonly Instruction.Split Split = new("split", [new("mail", 45, 1), new("by hand", 45, 3)], 10, 4);

    [Fact]
    public void Without_enough_people_there_is_no_better_one_and_no_percentage()
    {
        var figures = Of((20, 20), (20, 0), (20, 0));
        Assert.Null(figures.Better);
        Assert.Equal(LiftVerdict.TooFew, figures.Lift!.Verdict);
        Assert.True(figures.Lift.MoreNeeded > 0);
        Assert.Null(figures.Arms[0].Goal!.Value.Percent);
    }

    [Theory]
    [InlineData(60, 20, "mail")]
    [InlineData(20, 60, "by hand")]
    [InlineData(40, 41, null)]
    public void The_better_one_is_the_one_whose_interval_leaves_zero(int mail, int hand, string? better) => Assert.Equal(better, Of((100, mail), (100, hand), (40, 5)).Better);

    [Fact]
    public void An_arm_that_is_better_than_the_other_and_worse_than_nothing_is_not_proposed()
    {
        var figures = Of((100, 30), (100, 5), (100, 80));
        Assert.Equal((LiftVerdict.More, LiftVerdict.Fewer), (figures.Lift!.Verdict, figures.Arms[0].Lift!.Verdict));
        Assert.Null(figures.Better);
    }

    [Fact]
    public void Who_still_counts_is_shown_and_not_compared()
    {
        var figures = SplitFigures.Of(Split, _ => new(new(100, 60), new(10, 5)), true, true);
        Assert.Equal((100, 60, 90, LiftVerdict.TooFew), (figures.Arms[0].People, figures.Arms[0].Reached, figures.Arms[0].StillCounting, figures.Lift!.Verdict));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Without_a_goal_and_while_it_only_watches_nothing_is_compared(bool hasGoal, bool acts)
    {
        var figures = SplitFigures.Of(Split, a => new(new(100, a == "mail" ? 90 : 1), new(100, a == "mail" ? 90 : 1)), hasGoal, acts);
        Assert.Equal((null, null, null), (figures.Lift, figures.Arms[0].Lift, figures.Better));
        Assert.Equal(hasGoal, figures.Arms[0].Reached is not null);
    }

    [Fact]
    public void Where_nobody_is_held_out_the_arms_are_compared_with_each_other_only()
    {
        var figures = SplitFigures.Of(Split with { Holdout = 0 }, _ => new(new(100, 50), new(100, 50)), true, true);
        Assert.Null(figures.HeldOut);
        Assert.NotNull(figures.Lift);
        Assert.All(figures.Arms, a => Assert.Null(a.Lift));
    }

    private static SplitFigures Of((int People, int Reached) mail, (int People, int Reached) hand, (int People, int Reached) none) => SplitFigures.Of(
        Split, a => (a == "mail" ? mail : a == "by hand" ? hand : none) is var (people, reached) ? new(new(people, reached), new(people, reached)) : default, true, true);
}
