using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>An expected decision.</summary>
public sealed record CaseDecision : CaseExpectation
{
    /// <summary>The conclusion.</summary>
    [JsonRequired]
    public Verdict Verdict { get; init; }

    /// <summary>Part of the clause that decided; null for any.</summary>
    public string? Clause { get; init; }

    /// <summary>Part of the sentence; null for any.</summary>
    public string? Says { get; init; }

    /// <summary>Local time at which it is tried again; null for any.</summary>
    public string? Next { get; init; }

    /// <inheritdoc />
    public override string ToString() => Verdict + (Clause is null ? "" : $" with '{Clause}'") + (Says is null ? "" : $" saying '{Says}'") + (Next is null ? "" : " until " + Next);
}
