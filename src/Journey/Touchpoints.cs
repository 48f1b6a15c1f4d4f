using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>The touchpoints that can be seen. Data: <c>Data/touchpoints.json</c>.</summary>
public static class Touchpoints
{
    private static readonly Lazy<ImmutableArray<Touchpoint>> Read = new(() => JourneyData.Read<TouchpointsFile>("touchpoints.json").Touchpoints);

    /// <summary>All, in the order of the catalogue.</summary>
    public static ImmutableArray<Touchpoint> All => Read.Value;

    private sealed record TouchpointsFile(ImmutableArray<Touchpoint> Touchpoints);
}
