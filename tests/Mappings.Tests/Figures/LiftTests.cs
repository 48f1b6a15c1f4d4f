using CsCheck;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Mappings.Tests.Figures;

public sealed class LiftTests
{
    [Fact]
    public void A_clear_difference_is_called_one()
    {
        var lift = Lift.Between(new(400, 120), new(100, 10), 0.2);
        Assert.Equal((LiftVerdict.More, 20, 0), (lift.Verdict, Math.Round(lift.Points), lift.MoreNeeded));
        Assert.True(lift.Low > 0);
    }

    [Fact]
    public void A_rule_that_keeps_people_from_the_goal_is_said_to() => Assert.Equal(LiftVerdict.Fewer, Lift.Between(new(400, 20), new(100, 30), 0.2).Verdict);

    [Fact]
    public void Of_two_and_one_nothing_is_said()
    {
        var lift = Lift.Between(new(2, 1), new(1, 0), 0.5);
        Assert.Equal(LiftVerdict.TooFew, lift.Verdict);
        Assert.InRange(lift.MoreNeeded, 58, 1000);
    }

    [Fact]
    public void Under_thirty_held_out_there_is_no_verdict_however_clear_it_looks() => Assert.Equal(LiftVerdict.TooFew, Lift.Between(new(300, 290), new(29, 0), 0.1).Verdict);

    // Reference: Agresti and Caffo's interval worked out by hand for 24 of 60 and 10 of 50: 25/62 - 11/52 = 19.17 points, +- 1.6449 * 0.08419 = 13.85.
    [Fact]
    public void The_interval_is_the_published_one()
    {
        var lift = Lift.Between(new(60, 24), new(50, 10), 0.5);
        Assert.Equal((5.3, 33.0), (Math.Round(lift.Low, 1), Math.Round(lift.High, 1)));
    }

    [Fact]
    public void Who_waits_for_as_many_as_it_asks_for_comes_to_the_right_verdict() =>
        (from with in Gen.Int[5, 90] from without in Gen.Int[5, 90] from share in Gen.Int[10, 50] where Math.Abs(with - without) >= 8 select (with, without, share)).Sample(g =>
        {
            var (people, looks) = (60, 0);
            Lift lift;
            while ((lift = At(people)).Verdict == LiftVerdict.TooFew && looks++ < 8)
            {
                people += lift.MoreNeeded;
            }

            return lift.Verdict == (g.with > g.without ? LiftVerdict.More : LiftVerdict.Fewer) && lift.MoreNeeded == 0;

            Lift At(int people)
            {
                var held = people * g.share / 100;
                return Lift.Between(new(people - held, (people - held) * g.with / 100), new(held, held * g.without / 100), g.share / 100.0);
            }
        });

    [Theory]
    [InlineData(29, null)]
    [InlineData(30, 10.0)]
    public void Under_thirty_people_there_is_no_percentage(int people, double? percent) => Assert.Equal(percent, new GoalCount(people, 3).Percent);
}
