namespace IntegrationHub.Sandbox;

/// <summary>What may go wrong at a vendor.</summary>
public enum FaultKind
{
    /// <summary>The answer comes later by <see cref="Fault.Delay"/>.</summary>
    Latency,

    /// <summary>429, with <see cref="Fault.RetryAfter"/> as it stands, or without that header.</summary>
    TooManyRequests,

    /// <summary><see cref="Fault.Status"/>, 500 unless told otherwise.</summary>
    ServerError,

    /// <summary>The request is taken and never answered (or only after <see cref="Fault.Delay"/>, when that is set).</summary>
    Hang,

    /// <summary>The connection is cut before an answer.</summary>
    ConnectionReset,

    /// <summary>A maintenance page in HTML with status 200.</summary>
    HtmlPage,

    /// <summary>Status 200 and no body.</summary>
    EmptyBody,

    /// <summary>The real answer, cut in the middle of its body, then the connection is closed.</summary>
    TruncatedBody,

    /// <summary>401, as after somebody revoked the grant.</summary>
    RevokedToken,

    /// <summary>The vendor forgets the account's webhook subscriptions, once, now.</summary>
    DroppedSubscription,
}
