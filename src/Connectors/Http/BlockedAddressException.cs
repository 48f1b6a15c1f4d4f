using Polly;

namespace IntegrationHub.Connectors.Http;

/// <summary>The address leads into a network that is not the open internet. Nothing was sent.</summary>
public sealed class BlockedAddressException : ExecutionRejectedException
{
    /// <summary>Names the host.</summary>
    public BlockedAddressException(string host)
        : base($"{host} leads to this computer or a network behind it, not to the internet. The operator can allow it by naming it as baseUrl of the login in connectors.json.")
    {
    }

    /// <summary>The same, out of what the line wrapped it in.</summary>
    public BlockedAddressException(BlockedAddressException inner)
        : base(inner.Message, inner)
    {
    }
}
