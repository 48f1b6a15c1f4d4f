using IntegrationHub.Hub.Backfilling;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Api;

/// <summary>A span of a tool's past that is read, or was.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Since">Begin of the span.</param>
/// <param name="Until">Its end: later changes are the regular reading's.</param>
/// <param name="State">running, done or stopped.</param>
/// <param name="Progress">0 to 1; null while it cannot be told.</param>
/// <param name="Records">Records read.</param>
/// <param name="Added">Those that the hub did not hold.</param>
/// <param name="RulesAct">True when what is found is news for the rules: the repair of a gap. A rule's <c>maxAge</c> says what is too late.</param>
/// <param name="Failure">What is in its way now; null when nothing.</param>
/// <param name="By">Who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="EndedAt">When it ended; null while it is under way.</param>
public sealed record BackfillView(
    long Id, string Connection, string Stream, DateTimeOffset Since, DateTimeOffset Until, string State, double? Progress, long Records, long Added, bool RulesAct, string? Failure, string By,
    DateTimeOffset AskedAt, DateTimeOffset? EndedAt)
{
    internal static BackfillView Of(BackfillRow r) => new(
        r.Id, r.Connection, r.Stream, At(r.Since), At(r.Until), r.State, BackfillRows.Progress(r), r.Records, r.Added, !r.Historical, r.Failure, r.By, At(r.AskedAt), r.EndedAt is { } ended ? At(ended) : null);

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
