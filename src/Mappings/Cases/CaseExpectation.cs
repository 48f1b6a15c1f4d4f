using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>When something is expected; without a word at any time.</summary>
public abstract record CaseExpectation
{
    /// <summary>How long after the start, to the minute.</summary>
    [JsonConverter(typeof(IsoDurationConverter))]
    public TimeSpan? After { get; init; }

    /// <summary>Local time instead of <see cref="After"/>.</summary>
    public string? At { get; init; }
}
