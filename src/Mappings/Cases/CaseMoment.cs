using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>Something that happens in the play: an event, or a person's answer to the draft that waits.</summary>
public sealed record CaseMoment : CaseEvent
{
    /// <summary>How long after the start; nothing for at once.</summary>
    [JsonConverter(typeof(IsoDurationConverter))]
    public TimeSpan? After { get; init; }

    /// <summary>Local time instead of <see cref="After"/>.</summary>
    public string? At { get; init; }

    /// <summary>True when a person says yes to the draft that waits, false for no.</summary>
    public bool? Approve { get; init; }

    /// <summary>The draft as that person edited it.</summary>
    public string? Text { get; init; }

    /// <summary>Who answers.</summary>
    public string By { get; init; } = "Anna";
}
