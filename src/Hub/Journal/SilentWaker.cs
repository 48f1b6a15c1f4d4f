namespace IntegrationHub.Hub.Journal;

/// <summary>Wakes nobody: the hub only receives and stores.</summary>
public sealed class SilentWaker : IWaker
{
    /// <inheritdoc />
    public void LaneHasWork(string client)
    {
        // what was stored waits for a start with the engine
    }

    /// <inheritdoc />
    public void GrantHasWork(string grant)
    {
        // as above
    }
}
