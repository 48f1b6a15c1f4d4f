namespace IntegrationHub.Connectors.Http;

/// <summary>An access token and until when it is accepted.</summary>
/// <param name="Text">The token; never to be logged.</param>
/// <param name="Until">When it runs out; null when it never does.</param>
public sealed record LoginToken(string Text, DateTimeOffset? Until)
{
    /// <summary>Never shows the token.</summary>
    public override string ToString() => "token";
}
