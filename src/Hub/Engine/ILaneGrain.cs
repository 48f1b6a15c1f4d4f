namespace IntegrationHub.Hub.Engine;

/// <summary>The single owner of one client's lane. Key: client id.</summary>
public interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>There is work: has a turn, returns when it ends.</summary>
    Task Wake();
}
