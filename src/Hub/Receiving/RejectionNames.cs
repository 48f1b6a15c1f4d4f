using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Receiving;

/// <summary>How refusals are called in counts, pages and logs.</summary>
internal static class RejectionNames
{
    /// <summary>One or two words for a reason.</summary>
    public static string Of(VerificationReason reason) => reason switch
    {
        VerificationReason.MissingSignature => "no-signature",
        VerificationReason.StaleTime => "stale-time",
        VerificationReason.WrongRecipient => "wrong-recipient",
        VerificationReason.NoSecret => "no-secret",
        _ => "wrong-signature",
    };
}
