namespace IntegrationHub.Hub.Connecting;

/// <summary>Names of the secrets of a stored login, beside the connector's own credential names.</summary>
internal static class GrantSecrets
{
    /// <summary>The refresh token in force.</summary>
    public const string RefreshToken = "refreshToken";

    /// <summary>The refresh token before it, kept until the next renewal has worked: the answer that brought the newer one may have been lost on the way to the store.</summary>
    public const string PreviousRefreshToken = "previousRefreshToken";

    /// <summary>Id of the client's own app.</summary>
    public const string ClientId = "clientId";

    /// <summary>Secret of the client's own app.</summary>
    public const string ClientSecret = "clientSecret";

    /// <summary>Whose secrets a login's are.</summary>
    public static string Of(string grant) => "grant:" + grant;

    /// <summary>Whose secrets a connection's are.</summary>
    public static string Of(string client, string connection) => $"connection:{client}/{connection}";
}
