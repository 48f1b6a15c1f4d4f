namespace IntegrationHub.Hub.Polling;

/// <summary>How long a failed read waits: doubled each time, bounded, never shorter than the vendor asked (bounded to 15 minutes).</summary>
internal static class Backoff
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(15);

    /// <summary>The wait.</summary>
    /// <param name="first">Wait after the first failure.</param>
    /// <param name="longest">Bound.</param>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="asked">What the vendor asked for; nonsense counts as nothing.</param>
    public static TimeSpan After(TimeSpan first, TimeSpan longest, int failures, TimeSpan? asked)
    {
        var wait = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        wait = wait < longest ? wait : longest;
        var wish = asked is { } a && a > TimeSpan.Zero ? (a < LongestAsked ? a : LongestAsked) : TimeSpan.Zero;
        return wish > wait ? wish : wait;
    }
}
