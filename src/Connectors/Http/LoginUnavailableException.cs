using IntegrationHub.Connectors.Contract;
using Polly;

namespace IntegrationHub.Connectors.Http;

/// <summary>There is no access token to call with: it ran out and could not be renewed. Nothing was sent.</summary>
public sealed class LoginUnavailableException : ExecutionRejectedException
{
    /// <summary>Carries why.</summary>
    public LoginUnavailableException(VendorFailure failure)
        : base(failure.Message) => Failure = failure;

    /// <summary>Why there is none.</summary>
    public VendorFailure Failure { get; }
}
