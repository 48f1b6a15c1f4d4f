namespace IntegrationHub.Hub.Storage;

/// <summary>
/// 64-bit row ids made in the process, so that a batch can refer to its own rows before they are written: 41 bits of milliseconds since 2026, 22 bits of sequence.
/// Rising within a process; unique as long as one process writes (a cluster gives each node its own share of the sequence).
/// </summary>
public sealed class HubIds(TimeProvider time)
{
    private const long Epoch = 1_767_225_600_000; // 2026-01-01T00:00:00Z
    private long _last;

    /// <summary>The next id: greater than every id given before.</summary>
    public long Next()
    {
        var floor = (time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(floor, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>Begins above an id that is already in the store, so that a clock that went back makes no collision.</summary>
    public void StartAbove(long existing) => Interlocked.Exchange(ref _last, Math.Max(Volatile.Read(ref _last), existing));
}
