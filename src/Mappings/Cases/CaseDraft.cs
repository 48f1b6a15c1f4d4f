using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>An expected draft that waits for a person.</summary>
public sealed record CaseDraft : CaseExpectation
{
    /// <summary>Full name of the action that a yes would set off.</summary>
    [JsonRequired]
    public string Action { get; init; } = "";

    /// <summary>Part of the draft; null for any.</summary>
    public string? Text { get; init; }

    /// <inheritdoc />
    public override string ToString() => "draft for " + Action + (Text is null ? "" : $" '{Text}'");
}
