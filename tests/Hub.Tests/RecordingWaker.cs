using System.Collections.Concurrent;
using IntegrationHub.Hub.Journal;

namespace IntegrationHub.Hub.Tests;

public sealed class RecordingWaker : IWaker
{
    public ConcurrentQueue<string> Lanes { get; } = new();

    public ConcurrentQueue<string> Grants { get; } = new();

    public void LaneHasWork(string client) => Lanes.Enqueue(client);

    public void GrantHasWork(string grant) => Grants.Enqueue(grant);
}
