namespace IntegrationHub.Connectors.Contract;

/// <summary>How an envelope came to us.</summary>
public enum EnvelopeSource
{
    /// <summary>The vendor called.</summary>
    Webhook,

    /// <summary>We asked a stream.</summary>
    Poll,

    /// <summary>We asked for one object that a pointer named.</summary>
    Fetch,
}
