using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>An expected alert or task.</summary>
public sealed record CaseAlert : CaseExpectation
{
    /// <summary>Part of its text.</summary>
    [JsonRequired]
    public string Text { get; init; } = "";

    /// <summary><c>rule</c>, <c>task</c> or <c>loop</c>; null for any.</summary>
    public string? Kind { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{Kind ?? "alert"} '{Text}'";
}
