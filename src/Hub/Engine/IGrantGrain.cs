namespace IntegrationHub.Hub.Engine;

/// <summary>The single caller of one grant's vendor: fetches, deliveries, polls. Key: grant id.</summary>
public interface IGrantGrain : IGrainWithStringKey
{
    /// <summary>There is work: has a turn, returns when it ends.</summary>
    Task Wake();
}
