using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Figures;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>A time in which a rule went equally far, with what became of the people in it. A person counts once a phase, at the first of: held out at a split, begun, held out, outside, limited, unfit.</summary>
/// <param name="Mode">How far it went.</param>
/// <param name="Share">Share of the contacts it reached as a pilot, in percent; 100 otherwise.</param>
/// <param name="Holdout">Share held out on purpose, in percent.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null while it lasts.</param>
/// <param name="Begun">People for whom it began: it acted, waits or asks a person. While it only watches: for whom it would have.</param>
/// <param name="HeldOut">People held out on purpose, to compare with: at the beginning or at a split.</param>
/// <param name="Outside">People who are not among those it is tried on.</param>
/// <param name="Limited">People for whom a limit spoke against it: once, at most, too late, a loop.</param>
/// <param name="Unfit">People whom its conditions do not mean.</param>
/// <param name="Reached">Of those for whom it began, who reached the goal so far; null without a goal.</param>
/// <param name="ReachedHeldOut">Of those held out, who reached the goal so far; null without a goal.</param>
/// <param name="StillCounting">People of both groups whose time for the goal is not over.</param>
/// <param name="Lift">What the rule changes, over those whose time is over; null without a goal, without people held out, and while it only watches.</param>
/// <param name="Tried">On whom it was tried, in words: <c>20 %</c>, <c>12 people</c>, <c>a group</c>; null when it was no pilot.</param>
public sealed record RulePhase(
    RuleMode Mode, int Share, int Holdout, DateTimeOffset From, DateTimeOffset? To, int Begun, int HeldOut, int Outside, int Limited, int Unfit, int? Reached, int? ReachedHeldOut, int StillCounting, Lift? Lift, string? Tried = null)
{
    /// <summary>Everybody it concluded on: begun + held out + outside + limited + unfit.</summary>
    public int People => Begun + HeldOut + Outside + Limited + Unfit;

    /// <summary>What the rule's split shows; null without one.</summary>
    public SplitFigures? Split { get; init; }

    /// <summary>Those for whom it began, and the goal; null without a goal.</summary>
    public GoalCount? Goal => Reached is { } reached ? new GoalCount(Begun, reached) : null;
}
