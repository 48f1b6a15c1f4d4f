using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What a rule's split shows, in words. Nothing is said with more certainty than the numbers carry.</summary>
public static class SplitWords
{
    /// <summary>The arms against each other, then each against those held out; empty while there is nothing to compare.</summary>
    /// <param name="phase">A phase of a rule with a split.</param>
    /// <param name="lens">How things read.</param>
    public static IReadOnlyList<string> Says(RulePhase phase, ClientLens lens)
    {
        if (phase.Split is not { Lift: { } between } split)
        {
            return [];
        }

        var (first, second) = (split.Arms[0], split.Arms[1]);
        var says = new List<string> { Between(phase, first, second, between, lens) };
        foreach (var arm in split.Arms.Where(a => a.Lift is not null))
        {
            says.Add(arm.Lift!.Verdict switch
            {
                LiftVerdict.More => $"“{arm.Name}” against those held out: more reach the goal, {PhaseWords.Points(arm.Lift)}",
                LiftVerdict.Fewer => $"“{arm.Name}” against those held out: fewer reach the goal, {PhaseWords.Points(arm.Lift)}",
                _ => $"“{arm.Name}” against those held out: {Few(phase, arm, split.HeldOut!, arm.Lift, lens)}",
            });
        }

        return says;
    }

    /// <summary>What is proposed; null while nothing is. Nothing changes by it.</summary>
    public static string? Proposes(SplitFigures split) => split.Better is { } better ? $"“{better}” looks like the better way. Whether it stays alone is for you to decide." : null;

    private static string Between(RulePhase phase, ArmFigures first, ArmFigures second, Lift lift, ClientLens lens) => lift.Verdict switch
    {
        LiftVerdict.More => $"More people reach the goal with “{first.Name}” than with “{second.Name}”: {PhaseWords.Points(lift)}",
        LiftVerdict.Fewer => $"More people reach the goal with “{second.Name}” than with “{first.Name}”: {PhaseWords.Points(lift with { Points = -lift.Points, Low = -lift.High, High = -lift.Low })}",
        _ => $"“{first.Name}” against “{second.Name}”: {Few(phase, first, second, lift, lens)}",
    };

    private static string Few(RulePhase phase, ArmFigures one, ArmFigures other, Lift lift, ClientLens lens) => PhaseWords.Few(phase, one.People + other.People, one.StillCounting + other.StillCounting, lift, lens);
}
