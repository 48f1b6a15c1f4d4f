namespace IntegrationHub.Connectors.Contract;

/// <summary>How a webhook subscription stands at the vendor after it was looked at.</summary>
public enum SubscriptionState
{
    /// <summary>It is there, as it should be.</summary>
    Fine,

    /// <summary>It was not there and was made.</summary>
    Made,

    /// <summary>It was there and was put right.</summary>
    Repaired,

    /// <summary>It is not there and could not be made; the note says why.</summary>
    Missing,

    /// <summary>Another tool holds the place; it was left alone.</summary>
    Foreign,

    /// <summary>It is kept by the operator in the app's own settings, where the hub cannot look.</summary>
    Operator,
}
