using System.Text.Json;

namespace IntegrationHub.Connectors.Contract;

/// <summary>Tokens as a vendor gave them.</summary>
/// <param name="AccessToken">Token for calls.</param>
/// <param name="RefreshToken">Token for the next ones; null where the vendor gives none.</param>
/// <param name="Lasts">How long the access token is accepted; null for ever.</param>
/// <param name="RefreshLasts">How long the refresh token is accepted; null when the vendor does not say.</param>
/// <param name="Scopes">What was granted; null when the vendor does not say.</param>
/// <param name="Raw">The whole answer, for what is the vendor's own.</param>
public sealed record LoginAnswer(string AccessToken, string? RefreshToken, TimeSpan? Lasts, TimeSpan? RefreshLasts, IReadOnlyList<string>? Scopes, JsonElement Raw)
{
    /// <summary>Never shows the tokens.</summary>
    public override string ToString() => "tokens";
}
