namespace IntegrationHub.Hub.Configuration;

/// <summary>Holds the setup in force; a reload swaps it whole.</summary>
public sealed class CurrentSetup(HubSetup first)
{
    private HubSetup _value = first;

    /// <summary>The setup in force now. Read it once per piece of work.</summary>
    public HubSetup Value => Volatile.Read(ref _value);

    /// <summary>Replaces the setup.</summary>
    public void Replace(HubSetup next) => Volatile.Write(ref _value, next);
}
