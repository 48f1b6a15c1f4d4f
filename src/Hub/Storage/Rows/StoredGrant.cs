namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A login that somebody signed in to, or whose key somebody pasted. Its tokens are secrets of <c>grant:{id}</c>.</summary>
public sealed class StoredGrant
{
    /// <summary>Grant id.</summary>
    public string Id { get; set; } = "";

    /// <summary>The client that it belongs to; empty for the agency's own, which serves several.</summary>
    public string Client { get; set; } = "";

    /// <summary>Connector id.</summary>
    public string Connector { get; set; } = "";

    /// <summary>sign-in, key or own-app.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The vendor's id of the account; empty while it could not be read.</summary>
    public string Account { get; set; } = "";

    /// <summary>What its owner calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where this account is called; null for the usual address.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>What was named before the sign-in (a shop); null otherwise.</summary>
    public string? Thing { get; set; }

    /// <summary>What was granted, joined by blanks; null when the vendor does not say.</summary>
    public string? Scopes { get; set; }

    /// <summary>Who signed in or let somebody do it.</summary>
    public string By { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long MadeAt { get; set; }

    /// <summary>Unix ms of the last sign-in.</summary>
    public long SignedInAt { get; set; }

    /// <summary>Unix ms until which the access token is accepted; null for ever.</summary>
    public long? AccessUntil { get; set; }

    /// <summary>Unix ms until which the refresh token is accepted; null when the vendor does not say.</summary>
    public long? RefreshUntil { get; set; }

    /// <summary>Unix ms of the last renewal.</summary>
    public long? RenewedAt { get; set; }

    /// <summary>Unix ms since which the vendor accepts it no more; null while it does.</summary>
    public long? EndedAt { get; set; }

    /// <summary>Why it ended.</summary>
    public string? Reason { get; set; }

    /// <summary>Which process renews it now.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Unix ms until which that process may.</summary>
    public long? LeaseUntil { get; set; }

    /// <summary>Raised by each lease: what an earlier one writes does not count.</summary>
    public long Epoch { get; set; }
}
