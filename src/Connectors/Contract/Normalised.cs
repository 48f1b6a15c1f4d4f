using System.Collections.Immutable;

namespace IntegrationHub.Connectors.Contract;

/// <summary>What an envelope says.</summary>
public sealed record Normalised
{
    /// <summary>Events, in the order they happened.</summary>
    public ImmutableArray<NormalisedEvent> Events { get; init; } = [];

    /// <summary>Objects that must be read before anything can be said.</summary>
    public ImmutableArray<FetchWish> Fetches { get; init; } = [];

    /// <summary>A change of the connection itself (app uninstalled), or null.</summary>
    public ConnectionChange? Change { get; init; }

    /// <summary>Why nothing was made of it although it could be read (unknown topic, nothing we map); null when mapped.</summary>
    public string? Unmapped { get; init; }

    /// <summary>Why it could not be read; null when it could. The envelope is quarantined with this reason.</summary>
    public string? Quarantine { get; init; }

    /// <summary>Read, and nothing of it concerns the journey.</summary>
    public static Normalised NotMapped(string reason) => new() { Unmapped = reason };

    /// <summary>Could not be read.</summary>
    public static Normalised Unreadable(string reason) => new() { Quarantine = reason };
}
