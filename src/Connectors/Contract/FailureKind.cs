namespace IntegrationHub.Connectors.Contract;

/// <summary>Kinds of failure and what follows from each.</summary>
public enum FailureKind
{
    /// <summary>The line or the vendor is unwell: try again later.</summary>
    Transient,

    /// <summary>Too fast: wait as asked.</summary>
    RateLimited,

    /// <summary>The token is not accepted: stop calling, the connection needs a person.</summary>
    Unauthorised,

    /// <summary>The vendor will never take this: no retry, reason shown.</summary>
    Rejected,

    /// <summary>The object is not there.</summary>
    NotFound,

    /// <summary>Missing scope, wrong address, field or property: a person must change the set-up.</summary>
    Misconfigured,

    /// <summary>The request may have been carried out; the answer was lost.</summary>
    Uncertain,
}
