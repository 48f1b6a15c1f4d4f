using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Delivering;

/// <summary>What the last check before a call concluded.</summary>
/// <param name="Sends">True when the action may go.</param>
/// <param name="Verdict">The conclusion, for the decision.</param>
/// <param name="Clause">What decided.</param>
/// <param name="Value">The value as it was then.</param>
/// <param name="Sentence">In words, for the action and the decision.</param>
/// <param name="Until">When it is checked again, for held actions; null for those that are dropped.</param>
internal sealed record GateVerdict(bool Sends, Verdict Verdict, string? Clause, string? Value, string Sentence, DateTimeOffset? Until)
{
    /// <summary>Nothing stands against it.</summary>
    public static GateVerdict Pass { get; } = new(true, Verdict.Acted, null, null, "", null);

    /// <summary>It will never go.</summary>
    public static GateVerdict Drop(Verdict verdict, string clause, string? value, string sentence) => new(false, verdict, clause, value, sentence, null);

    /// <summary>It waits.</summary>
    public static GateVerdict Hold(Verdict verdict, string clause, string? value, string sentence, DateTimeOffset until) => new(false, verdict, clause, value, sentence, until);
}
