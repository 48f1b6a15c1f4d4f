namespace IntegrationHub.Mappings.Engine;

/// <summary>A rule began a run.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="RunKey">Run key.</param>
/// <param name="At">The <c>now</c> it was decided with.</param>
/// <param name="Shadow">True when it only watched: does not count for live limits.</param>
public sealed record Firing(string Rule, string RunKey, DateTimeOffset At, bool Shadow)
{
    /// <summary>True when the subject was held out on purpose, at the beginning or at a split: its goal is watched all the same.</summary>
    public bool HeldOut { get; init; }

    /// <summary>The arm into which a split put it; null before, and without one.</summary>
    public string? Arm { get; init; }

    /// <summary>True while something that the run asked people to do is open.</summary>
    public bool Raised { get; init; }

    /// <summary>When the rule's goal was met; null while it was not.</summary>
    public DateTimeOffset? GoalAt { get; init; }
}
