namespace IntegrationHub.Sandbox;

/// <summary>The requests of the vendors, the latest 20,000 of them. Thread safe.</summary>
public sealed class SandboxRequests
{
    private const int Kept = 20_000;
    private readonly Lock _gate = new();
    private readonly Queue<SandboxRequest> _requests = new();

    /// <summary>How many requests came since the start, also those no longer kept.</summary>
    public long Total { get; private set; }

    /// <summary>Writes a finished request down.</summary>
    public void Add(SandboxRequest request)
    {
        lock (_gate)
        {
            Total++;
            _requests.Enqueue(request);
            if (_requests.Count > Kept)
            {
                _requests.Dequeue();
            }
        }
    }

    /// <summary>The kept requests in the order in which they ended.</summary>
    public IReadOnlyList<SandboxRequest> Of(string? vendor = null)
    {
        lock (_gate)
        {
            return [.. _requests.Where(r => vendor is null || r.Vendor == vendor)];
        }
    }
}
