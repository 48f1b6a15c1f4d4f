using IntegrationHub.Journey;
using Newtonsoft.Json;

namespace IntegrationHub.Mappings.Cases;

/// <summary>Something that was so before the start: an event, read as history, or an action that the case's rule did.</summary>
public sealed record CaseFact : CaseEvent
{
    /// <summary>How long before the start.</summary>
    [JsonRequired]
    [JsonConverter(typeof(IsoDurationConverter))]
    public TimeSpan? Ago { get; init; }

    /// <summary>An action that the rule did then, with its mark: <c>mail.tag.add[review-request]</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Class of that action.</summary>
    public TouchClass Class { get; init; } = TouchClass.Marketing;
}
