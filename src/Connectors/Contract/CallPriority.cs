namespace IntegrationHub.Connectors.Contract;

/// <summary>Who goes first when calls wait for a bucket; the smaller goes first.</summary>
public enum CallPriority
{
    /// <summary>An action that a customer or a colleague waits for.</summary>
    Delivery,

    /// <summary>A read that a webhook pointed at.</summary>
    Fetch,

    /// <summary>A regular poll.</summary>
    Poll,

    /// <summary>History: takes only what is left.</summary>
    Backfill,
}
