using System.Globalization;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Phases of a rule and their figures, in words. Nothing is said with more certainty than the numbers carry.</summary>
public static class PhaseWords
{
    // A date further away than this is no promise that anybody can use.
    private const int FurthestDays = 365;

    /// <summary>How far the rule went, in one word.</summary>
    public static string Mode(RulePhase phase) => Words.Mode(phase.Mode, phase.Tried);

    /// <summary>A share of people: <c>27.3 %</c>; under 30 people <c>7 of 12</c>; of nobody a dash.</summary>
    public static string Rate(GoalCount count) => count.People == 0 ? "–" : count.Percent is { } percent ? percent.ToString("0.0", CultureInfo.InvariantCulture) + " %" : string.Create(CultureInfo.InvariantCulture, $"{count.Reached} of {count.People}");

    /// <summary>Where the people went: the parts and their sum.</summary>
    public static string Sum(RulePhase phase)
    {
        var parts = new[]
        {
            (phase.Begun, phase.Mode == RuleMode.Shadow ? "would have been reached" : "reached by it"), (phase.HeldOut, "held out to compare"), (phase.Outside, "not among those it is tried on"), (phase.Limited, "left out by a limit"),
            (phase.Unfit, "not meant by its conditions"),
        }.Where(p => p.Item1 > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Item1:#,0} {p.Item2}")).ToList();
        return parts.Count == 0 ? "Nobody came by." : Words.Count(phase.People, "person", "people") + " = " + string.Join(" + ", parts) + ".";
    }

    /// <summary>What the comparison with those held out says; null while there is nothing to compare.</summary>
    public static string? Says(RulePhase phase, ClientLens lens) => phase.Lift switch
    {
        null => null,
        { Verdict: LiftVerdict.More } lift => $"More people reach the goal with it: {Points(lift)}{(phase.Mode == RuleMode.Pilot ? " You may switch it on for everybody." : "")}",
        { Verdict: LiftVerdict.Fewer } lift => $"Fewer people reach the goal with it: {Points(lift)} Look at its text and its moment, or switch it off.",
        { } lift => "T" + Few(phase, phase.Begun + phase.HeldOut, phase.StillCounting, lift, lens)[1..],
    };

    internal static string Points(Lift lift) => string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(lift.Points):0} points {(lift.Points < 0 ? "fewer" : "more")} (90 % sure: {lift.Low:0} to {lift.High:0}).");

    // Those who are under way are people too: only who comes on top of them is asked for.
    internal static string Few(RulePhase phase, int people, int underWay, Lift lift, ClientLens lens)
    {
        var more = lift.MoreAfter(underWay);
        return more == 0 ? $"too early to tell: enough people have come, and the time for the goal is not over for {Words.Number(underWay)} of them." : $"too few to tell (about {Words.Number(more)} more needed{When(phase, people, more, lens)}).";
    }

    private static string When(RulePhase phase, int people, int more, ClientLens lens)
    {
        var days = Math.Max(1, ((phase.To ?? lens.Now) - phase.From).TotalDays);
        var pace = people / days;
        return phase.To is not null || pace <= 0 ? ""
            : more / pace > FurthestDays ? "; at today's pace that takes more than a year"
            : $"; at today's pace around {lens.Day(lens.Now.AddDays(more / pace).ToUnixTimeMilliseconds())}";
    }
}
