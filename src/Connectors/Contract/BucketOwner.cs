namespace IntegrationHub.Connectors.Contract;

/// <summary>Whose a rate budget is.</summary>
public enum BucketOwner
{
    /// <summary>One for the operator's whole app or cloud project.</summary>
    App,

    /// <summary>One per login.</summary>
    Grant,

    /// <summary>One per shop, audience, portal or location.</summary>
    Connection,
}
