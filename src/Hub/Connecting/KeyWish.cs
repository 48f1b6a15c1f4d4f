namespace IntegrationHub.Hub.Connecting;

/// <summary>A key that somebody pasted.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Connector">Connector id.</param>
/// <param name="Key">The key as pasted; never to be logged.</param>
/// <param name="By">Who pasted it.</param>
/// <param name="Thing">The shop, where it must be named before; null otherwise.</param>
/// <param name="Grant">The login whose key it replaces; null for a new one.</param>
public sealed record KeyWish(string Client, string Connector, string Key, string By, string? Thing = null, string? Grant = null)
{
    /// <summary>Never shows the key.</summary>
    public override string ToString() => $"key for {Client} at {Connector}";
}
