namespace IntegrationHub.Hub.Demo;

/// <summary>
/// The story's time: stands still while something happens and moves on between the moments, so that signatures, which hold for five minutes, never age while a story hour
/// passes in a quarter of a second. Waits and timers of the process run by the wall clock.
/// </summary>
public sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves on; never back.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        if (time > GetUtcNow())
        {
            Interlocked.Exchange(ref _ticks, time.UtcTicks);
        }
    }
}
