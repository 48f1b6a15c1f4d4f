namespace IntegrationHub.Hub.Storage;

/// <summary>What became of an envelope. <see cref="Open"/> rows are the lane's work.</summary>
public enum EnvelopeState
{
    /// <summary>Stored, not yet processed.</summary>
    Open,

    /// <summary>Made into events (or into nothing new).</summary>
    Done,

    /// <summary>Read; nothing of it concerns the journey.</summary>
    Unmapped,

    /// <summary>Could not be read; kept with its reason until somebody looks.</summary>
    Quarantined,
}
