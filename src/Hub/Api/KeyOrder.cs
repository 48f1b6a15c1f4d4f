namespace IntegrationHub.Hub.Api;

/// <summary>A key to be kept.</summary>
/// <param name="Key">The key, or the secret of the client's own app.</param>
/// <param name="By">Who gives it.</param>
/// <param name="Thing">The shop, where it must be named before.</param>
/// <param name="ClientId">Id of the client's own app; null for a key.</param>
/// <param name="Login">The login whose key it replaces; null for a new one.</param>
public sealed record KeyOrder(string Key, string By, string? Thing = null, string? ClientId = null, string? Login = null)
{
    /// <summary>Never shows the key.</summary>
    public override string ToString() => "key order";
}
