using Polly;

namespace IntegrationHub.Connectors.Http;

/// <summary>The call was stopped before it left.</summary>
public sealed class CallWithdrawnException : ExecutionRejectedException
{
    /// <summary>Says that nothing was sent.</summary>
    public CallWithdrawnException()
        : base("Not sent: it was stopped while it waited for its turn at the tool.")
    {
    }
}
