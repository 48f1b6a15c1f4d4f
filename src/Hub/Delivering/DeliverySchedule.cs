using System.Collections.Immutable;

namespace IntegrationHub.Hub.Delivering;

/// <summary>When a failed action is tried again. Minutes to days are the outbox's; the seconds within one call are the HTTP pipeline's.</summary>
public static class DeliverySchedule
{
    /// <summary>The longest wait that a vendor's answer may ask for; more is nonsense or an attack.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(15);

    private static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>Most tries of one action: the first and one after each wait.</summary>
    public static int MostTries => Waits.Length + 1;

    /// <summary>
    /// Wait after a try that failed; null when that was the last. Never shorter than what the vendor asked for (bounded to <see cref="LongestAsked"/>), never shorter than
    /// the schedule, so that a vendor which answers "one second" for an hour does not use up all tries. Up to a tenth is added, spread by the action's id.
    /// </summary>
    /// <param name="tries">Tries made so far, from 1.</param>
    /// <param name="asked">What the vendor asked for; negative is nonsense and counts as nothing.</param>
    /// <param name="spread">Any number that differs from action to action.</param>
    public static TimeSpan? WaitAfter(int tries, TimeSpan? asked, long spread)
    {
        if (tries > Waits.Length)
        {
            return null;
        }

        var wait = Waits[Math.Max(tries, 1) - 1];
        if (asked is { } wish && wish > TimeSpan.Zero)
        {
            var bounded = wish < LongestAsked ? wish : LongestAsked;
            wait = bounded > wait ? bounded : wait;
        }

        var share = (ulong)spread * 0x9E3779B97F4A7C15UL >> 54; // 0 to 1023
        return wait + (wait / 10 * (share / 1024.0));
    }

    /// <summary>A span in words for sentences: "3 minutes", "2 days".</summary>
    public static string InWords(TimeSpan span)
    {
        var (number, unit) = span.TotalDays >= 2 ? (span.TotalDays, "day")
            : span.TotalHours >= 2 ? (span.TotalHours, "hour")
            : span.TotalMinutes >= 2 ? (span.TotalMinutes, "minute") : (span.TotalSeconds, "second");
        var whole = (long)Math.Round(number, MidpointRounding.AwayFromZero);
        return FormattableString.Invariant($"{whole} {unit}{(whole == 1 ? "" : "s")}");
    }
}
