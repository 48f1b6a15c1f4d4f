using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Sharing;

/// <summary>The address that is sent to somebody.</summary>
/// <param name="Url">The address with its secret.</param>
/// <param name="OnlyHere">True when the hub has no public address: it opens only where this dashboard can be reached.</param>
public sealed record ShareAddress(string Url, bool OnlyHere)
{
    /// <summary>Path below which the pages stand. Whoever has the address needs nothing else.</summary>
    public const string Path = "/shared";

    /// <summary>Makes it.</summary>
    /// <param name="setup">Tells the hub's public address.</param>
    /// <param name="here">Where the hub was reached by who made the link.</param>
    /// <param name="token">The secret.</param>
    public static ShareAddress Of(HubSetup setup, string here, string token)
    {
        var known = setup.PublicUrl is { IsLoopback: false } url ? url.GetLeftPart(UriPartial.Path) : null;
        return new($"{(known ?? here).TrimEnd('/')}{Path}/{token}", known is null);
    }
}
