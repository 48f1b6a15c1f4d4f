using IntegrationHub.Hub.Simulating;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What a try came to, in words.</summary>
public static class SimulationWords
{
    /// <summary>Why something was not done: the verdict, and the clause where there is one.</summary>
    public static string Reason(ReasonCount reason) => (Enum.TryParse<Verdict>(reason.Verdict, out var verdict) ? Words.Verdict((int)verdict) : reason.Verdict) + (reason.Clause is null ? "" : $" ({reason.Clause})");

    /// <summary>What one person would have got and when, or why not.</summary>
    public static string Outcome(PersonOutcome? outcome, ClientLens lens) => outcome switch
    {
        null => "not concerned",
        { FirstAt: { } at } => lens.When(at.ToUnixTimeMilliseconds()) + (outcome.Acts > 1 ? $", {outcome.Acts} steps" : ""),
        _ => Enum.TryParse<Verdict>(outcome.Verdict, out var verdict) ? Words.Verdict((int)verdict) : outcome.Verdict,
    };

    /// <summary>How many people the split would have put where: <c>mail 12 · by hand 14 · held out 3</c>; empty without a split.</summary>
    public static string Arms(RuleFigures figures) => figures.Arms.IsDefaultOrEmpty ? "" : string.Join(" · ", figures.Arms.Select(a => $"{a.Arm} {Words.Number(a.People)}"));

    /// <summary>How the two versions differ for one person.</summary>
    public static string Difference(SimulatedPerson person) => (person.Tried?.FirstAt, person.Against?.FirstAt) switch
    {
        ({ }, null) => "only in the tried one",
        (null, { }) => "only in the other",
        ({ } a, { } b) when a != b => $"{Words.Span((a - b).Duration())} {(a < b ? "earlier" : "later")}",
        _ => person.Differs ? "other steps" : "the same",
    };
}
