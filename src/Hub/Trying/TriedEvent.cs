namespace IntegrationHub.Hub.Trying;

/// <summary>An event that a message would become.</summary>
/// <param name="Name">Its name in the vocabulary.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Key">What waits match on; null when it has none.</param>
/// <param name="Who">By what the person would be known.</param>
/// <param name="Fields">What it says of the person.</param>
/// <param name="Properties">Its own properties.</param>
/// <param name="Amount">The money in it; null when there is none.</param>
public sealed record TriedEvent(
    string Name, DateTimeOffset OccurredAt, string? Key, IReadOnlyList<string> Who, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Properties, string? Amount);
