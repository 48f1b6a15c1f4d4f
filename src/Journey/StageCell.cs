using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>What an event means for the stage in one model.</summary>
/// <param name="To">Stage that a contact behind it moves to; null when it moves nobody.</param>
/// <param name="Back">True when it ends <c>lapsed</c> and opens the next cycle.</param>
/// <param name="Nth">Later occurrences that move further: the second order, the third within 90 days.</param>
/// <param name="Counts">Columns of the map in which it is counted as a total.</param>
public sealed record StageCell(string? To, bool Back, ImmutableArray<StageNth> Nth, ImmutableArray<StageCount> Counts)
{
    /// <summary>True when the event can move somebody.</summary>
    public bool Moves => To is not null || Back || !Nth.IsDefaultOrEmpty;
}
