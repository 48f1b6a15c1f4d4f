namespace IntegrationHub.Hub.Storage;

/// <summary>What became of somebody who was there already.</summary>
public enum AlreadyState
{
    /// <summary>The turn comes.</summary>
    Waits = 0,

    /// <summary>The rule began.</summary>
    Begun = 1,

    /// <summary>The rule looked and did not begin; the decision says why.</summary>
    PassedOver = 2,
}
