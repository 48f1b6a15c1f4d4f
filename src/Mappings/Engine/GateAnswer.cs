namespace IntegrationHub.Mappings.Engine;

/// <summary>What the gate says to a message.</summary>
/// <param name="Refusal">Why it may not go now; null when it may.</param>
/// <param name="NextTryAt">When it is tried again; null when it is dropped.</param>
/// <param name="Clause">The clause that decided.</param>
/// <param name="Value">The value as it was.</param>
/// <param name="Sentence">The reason in words, to stand after "because".</param>
public sealed record GateAnswer(Verdict? Refusal, DateTimeOffset? NextTryAt, string? Clause, string? Value, string Sentence)
{
    /// <summary>It may go.</summary>
    public static GateAnswer Go { get; } = new(null, null, null, null, "");
}
