using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>A rule's other half, in words.</summary>
public static class HalfWords
{
    /// <summary>Whether it was seen working, and when.</summary>
    public static string Says(OtherHalfState half, ClientLens lens) => half switch
    {
        { SeenAt: null, Unanswered: 0 } => "Never seen working: nothing was started yet, or nothing can be said of it yet.",
        { SeenAt: null, Unanswered: var n } => $"Never seen working: the last {(n == 1 ? "time" : $"{n} times")} nothing followed.",
        { Works: false, SeenAt: { } at } => $"It worked until {lens.When(at.ToUnixTimeMilliseconds())}; the last {half.Unanswered} times nothing followed.",
        { SeenAt: { } at } => $"Seen working, last {lens.When(at.ToUnixTimeMilliseconds())}{(half.Unanswered == 0 ? "" : $"; since then nothing followed {half.Unanswered} {(half.Unanswered == 1 ? "time" : "times")}")}.",
    };
}
