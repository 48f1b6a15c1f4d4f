using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Figures;

/// <summary>What a split shows: its two arms against each other, and each against those held out. Pure.</summary>
/// <param name="Arms">The arms, in their order.</param>
/// <param name="HeldOut">Those held out at the split; null where nobody is.</param>
/// <param name="Lift">The first arm against the second; null without a goal, and while the rule only watches.</param>
public sealed record SplitFigures(ImmutableArray<ArmFigures> Arms, ArmFigures? HeldOut, Lift? Lift)
{
    /// <summary>The arm that more people reach the goal with, for sure enough to propose it; null while that cannot be told, and when fewer reach it with that arm than with none.</summary>
    public string? Better => Lift?.Verdict switch { LiftVerdict.More => Unless(Arms[0]), LiftVerdict.Fewer => Unless(Arms[1]), _ => null };

    /// <summary>Works them out.</summary>
    /// <param name="split">The split.</param>
    /// <param name="people">People by the name of the arm.</param>
    /// <param name="hasGoal">False when the rule names no goal.</param>
    /// <param name="acts">False while the rule only watches: nothing is done to anybody, so nothing is compared.</param>
    public static SplitFigures Of(Instruction.Split split, Func<string, ArmPeople> people, bool hasGoal, bool acts)
    {
        var (first, second) = (split.Arms[0], split.Arms[1]);
        var compares = hasGoal && acts;
        var none = people(Instruction.Split.HeldOut);
        return new(
            [.. split.Arms.Select(a => Arm(a.Name, a.Share, split.Holdout > 0))],
            split.Holdout > 0 ? Arm(Instruction.Split.HeldOut, split.Holdout, false) : null,
            compares ? Lift.Between(people(first.Name).Closed, people(second.Name).Closed, (double)second.Share / (first.Share + second.Share)) : null);

        ArmFigures Arm(string name, int share, bool against)
        {
            var of = people(name);
            return new(
                name, share, of.All.People, hasGoal ? of.All.Reached : null, hasGoal ? of.All.People - of.Closed.People : 0,
                compares && against ? Lift.Between(of.Closed, none.Closed, (double)split.Holdout / (share + split.Holdout)) : null);
        }
    }

    private static string? Unless(ArmFigures arm) => arm.Lift is { Verdict: LiftVerdict.Fewer } ? null : arm.Name;
}
