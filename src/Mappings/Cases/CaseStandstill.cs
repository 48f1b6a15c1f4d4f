using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>A time in which the hub stood still: what falls into it is carried out at its end.</summary>
public sealed record CaseStandstill
{
    /// <summary>When it began, after the start.</summary>
    [JsonRequired]
    [JsonConverter(typeof(IsoDurationConverter))]
    public TimeSpan? After { get; init; }

    /// <summary>How long it lasted.</summary>
    [JsonRequired]
    [JsonConverter(typeof(IsoDurationConverter))]
    public TimeSpan? For { get; init; }
}
