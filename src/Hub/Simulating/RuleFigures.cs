using System.Collections.Immutable;

namespace IntegrationHub.Hub.Simulating;

/// <summary>What a rule would have concluded and done.</summary>
/// <param name="People">Subjects for whom it would have done something.</param>
/// <param name="Acts">Steps that it would have done: actions, tags, tasks, alerts, drafts for a person.</param>
/// <param name="Drafts">Of these the drafts: nobody answers in a try, so their runs go no further.</param>
/// <param name="Waiting">Runs that still waited at the end.</param>
/// <param name="Begun">Triggers that led on.</param>
/// <param name="NotBegun">Triggers and steps that did not, by reason, the most frequent first.</param>
/// <param name="Weeks">Subjects for whom it would have done something, by week from the start of the tried time.</param>
public sealed record RuleFigures(int People, int Acts, int Drafts, int Waiting, int Begun, ImmutableArray<ReasonCount> NotBegun, ImmutableArray<int> Weeks)
{
    /// <summary>Subjects that the rule's split would have put into each of its arms, and those held out at it; empty without a split.</summary>
    public ImmutableArray<ArmCount> Arms { get; init; } = [];

    /// <summary>Nothing at all.</summary>
    public static RuleFigures None { get; } = new(0, 0, 0, 0, 0, [], []);
}
