using System.Globalization;

namespace IntegrationHub.Sandbox;

/// <summary>The switches for faults of all vendors. Thread safe; the first fault that fits a request is the one that happens.</summary>
public sealed class SandboxFaults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, int Left)> _faults = [];
    private long _last;

    /// <summary>Told of each fault that is switched on, before any request can meet it.</summary>
    public event Action<Fault>? Added;

    /// <summary>The faults that are on.</summary>
    public IReadOnlyList<Fault> Active
    {
        get
        {
            lock (_gate)
            {
                Expire();
                return [.. _faults.Select(f => f.Fault with { Times = f.Fault.Times is null ? null : f.Left })];
            }
        }
    }

    /// <summary>Switches a fault on and gives it its id.</summary>
    public Fault Add(Fault fault)
    {
        Fault named;
        lock (_gate)
        {
            named = fault with { Id = (++_last).ToString(CultureInfo.InvariantCulture) };
        }

        Added?.Invoke(named);
        if (fault.Kind != FaultKind.DroppedSubscription)
        {
            lock (_gate)
            {
                _faults.Add((named, fault.Times ?? int.MaxValue));
            }
        }

        return named;
    }

    /// <summary>The next token request takes effect and its answer never arrives, as at a crash between answer and save.</summary>
    public Fault LoseNextTokenAnswer(string vendor) =>
        Add(new Fault { Vendor = vendor, PathContains = "token", Kind = FaultKind.ConnectionReset, AfterWork = true, Times = 1 });

    /// <summary>Switches one fault off; false when it was not on.</summary>
    public bool Remove(string id)
    {
        lock (_gate)
        {
            return _faults.RemoveAll(f => f.Fault.Id == id) > 0;
        }
    }

    /// <summary>Switches the faults of a vendor off, or all faults when null.</summary>
    public int Clear(string? vendor = null)
    {
        lock (_gate)
        {
            return _faults.RemoveAll(f => vendor is null || f.Fault.Vendor == vendor);
        }
    }

    /// <summary>The fault that hits this request, used up by one; null when all is well.</summary>
    public Fault? Take(string vendor, string pathAndQuery)
    {
        lock (_gate)
        {
            Expire();
            var at = _faults.FindIndex(f =>
                (f.Fault.Vendor is null || f.Fault.Vendor == vendor)
                && (f.Fault.PathContains is null || pathAndQuery.Contains(f.Fault.PathContains, StringComparison.OrdinalIgnoreCase)));
            if (at < 0)
            {
                return null;
            }

            var (fault, left) = _faults[at];
            if (fault.Times is not null)
            {
                _faults[at] = (fault, left - 1);
                Expire();
            }

            return fault;
        }
    }

    private void Expire()
    {
        var now = time.GetUtcNow();
        _faults.RemoveAll(f => f.Left <= 0 || f.Fault.Until <= now);
    }
}
