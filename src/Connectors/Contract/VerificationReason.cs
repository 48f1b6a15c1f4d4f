namespace IntegrationHub.Connectors.Contract;

/// <summary>Why a delivery was accepted or refused.</summary>
public enum VerificationReason
{
    /// <summary>Signed by the vendor, in time.</summary>
    Valid,

    /// <summary>The signature header is missing.</summary>
    MissingSignature,

    /// <summary>The signature does not fit the bytes, or is not a signature at all.</summary>
    WrongSignature,

    /// <summary>Rightly signed, but the signed time is more than the tolerance away, in either direction. Counted apart; leads to a gap poll.</summary>
    StaleTime,

    /// <summary>Signed with a key that the fetched key set lacks: fetch it again, then decide.</summary>
    UnknownKey,

    /// <summary>The token is well signed but not meant for us (audience, issuer, account).</summary>
    WrongRecipient,

    /// <summary>We hold no secret to check with: our fault, answered 503.</summary>
    NoSecret,
}
