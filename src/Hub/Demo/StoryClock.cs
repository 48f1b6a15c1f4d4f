using System.Diagnostics;

namespace IntegrationHub.Hub.Demo;

/// <summary>
/// The story's time: runs like the wall clock while something happens and leaps between the moments, so that signatures, which hold for five minutes, never age while a story hour
/// passes in a fraction of a second. Waits and timers of the process run by the wall clock.
/// </summary>
public sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    private readonly Stopwatch _running = Stopwatch.StartNew();
    private long _base = start.UtcTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _base) + _running.Elapsed.Ticks, TimeSpan.Zero);

    /// <summary>Leaps on; never back.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        var ahead = (time - GetUtcNow()).Ticks;
        if (ahead > 0)
        {
            Interlocked.Add(ref _base, ahead);
        }
    }
}
