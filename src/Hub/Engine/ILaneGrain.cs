using Orleans.Concurrency;

namespace IntegrationHub.Hub.Engine;

/// <summary>The single owner of one client's lane. Key: client id.</summary>
public interface ILaneGrain : IGrainWithStringKey
{
    /// <summary>There is work; returns at once.</summary>
    [OneWay]
    Task Wake();
}
