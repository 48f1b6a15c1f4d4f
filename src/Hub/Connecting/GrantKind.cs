namespace IntegrationHub.Hub.Connecting;

/// <summary>How a stored login came about.</summary>
public static class GrantKind
{
    /// <summary>Somebody signed in at the vendor through the operator's app.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Somebody pasted a key.</summary>
    public const string Key = "key";

    /// <summary>An app of the client's own, which gets its tokens by itself.</summary>
    public const string OwnApp = "own-app";
}
