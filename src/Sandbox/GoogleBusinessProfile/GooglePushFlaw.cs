namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>A reason for which a push must not be believed.</summary>
public enum GooglePushFlaw
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>No token at all.</summary>
    NoToken,

    /// <summary>A valid token of the same issuer, made for somebody else.</summary>
    OtherAudience,

    /// <summary>A valid token of another service account.</summary>
    OtherServiceAccount,

    /// <summary><c>email_verified</c> is false.</summary>
    UnverifiedEmail,

    /// <summary>Valid until an hour ago.</summary>
    Expired,

    /// <summary>Another issuer.</summary>
    OtherIssuer,

    /// <summary><c>alg</c> is none and there is no signature.</summary>
    AlgNone,

    /// <summary>Signed with HS256 and the public key as secret.</summary>
    HmacWithPublicKey,

    /// <summary>Signed by a key that was never published, under the present key's id.</summary>
    ForeignKey,

    /// <summary>Signed by a key that was never published, under an unknown id.</summary>
    UnknownKeyId,
}
