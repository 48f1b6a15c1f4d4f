using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Engine;

/// <summary>When a message may go out. The defaults are the catalogue's.</summary>
public sealed record CalmRules
{
    /// <summary>Marketing messages at most, per window.</summary>
    public ImmutableArray<(int Max, int Days)> Caps { get; init; } = [(2, 7), (5, 30)];

    /// <summary>Quiet from this local time on.</summary>
    public TimeOnly QuietFrom { get; init; } = new(20, 0);

    /// <summary>Quiet until this local time.</summary>
    public TimeOnly QuietTo { get; init; } = new(8, 0);

    /// <summary>Days that are quiet as a whole; the client's holidays are too.</summary>
    public ImmutableHashSet<DayOfWeek> QuietDays { get; init; } = [DayOfWeek.Sunday];

    /// <summary>Days of calm after trouble.</summary>
    public int CalmDays { get; init; } = 14;
}
