namespace IntegrationHub.Connectors.Contract;

/// <summary>Where the vendor is to call.</summary>
/// <param name="Address">The address, letter by letter; may hold a secret.</param>
/// <param name="OwnPath">Path by which older addresses of the same connection are known, e.g. <c>/hooks/ana/mail</c>.</param>
/// <param name="HasSecret">True when the signing secret of the present subscription is known; a vendor that shows it once only must be asked for a new one otherwise.</param>
public sealed record SubscriptionWish(Uri Address, string OwnPath, bool HasSecret)
{
    /// <summary>True for an address of this connection, also one from before the hub moved.</summary>
    public bool IsOwn(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.AbsolutePath == OwnPath || url.AbsolutePath.StartsWith(OwnPath + "/", StringComparison.Ordinal));

    /// <summary>Never shows the address.</summary>
    public override string ToString() => "wish for " + OwnPath;
}
