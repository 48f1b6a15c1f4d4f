using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Connecting;

/// <summary>Looks twice a minute for tokens that run out soon and renews them before a call has to wait for that; and clears sign-ins that nobody came back from.</summary>
public sealed partial class LoginsAhead(HubStore store, CurrentSetup current, LoginRenewal renewal, TimeProvider time, ILogger<LoginsAhead> log) : BeatingService(Beat, time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan KeepSignIns = TimeSpan.FromDays(1);

    /// <summary>One look.</summary>
    public async Task LookAsync()
    {
        var now = Clock.GetUtcNow();
        List<StoredGrant> soon;
        long old;
        using (var reader = store.Read())
        {
            // The last quarter of its life, and never less than five minutes: HubSpot's half hour and the hour of the others are renewed while they are good.
            soon = reader.Query(
                StoredRows.GrantsSql + " where ended_at is null and access_until is not null and access_until-@p0 < max(@p1,(access_until-coalesce(renewed_at,signed_in_at))/4)",
                StoredRows.Grant, now.ToUnixTimeMilliseconds(), (long)LeastAhead.TotalMilliseconds);
            old = reader.Scalar<long>("select count(*) from sign_in where made_at<@p0", (now - KeepSignIns).ToUnixTimeMilliseconds());
        }

        foreach (var grant in soon.Where(g => current.Value.Connections.Any(c => c.Grant.Id == g.Id)))
        {
            var kept = await renewal.AheadAsync(grant.Id);
            if (kept.Failure is { Kind: not FailureKind.Unauthorised } failure)
            {
                LogLate(log, grant.Id, failure.Message);
            }
        }

        if (old > 0)
        {
            await store.Writer.Write(t =>
            {
                t.Execute("delete from secret where owner in (select 'sign-in:'||state_hash from sign_in where made_at<@p0)", (now - KeepSignIns).ToUnixTimeMilliseconds());
                t.Execute("delete from sign_in where made_at<@p0", (now - KeepSignIns).ToUnixTimeMilliseconds());
            });
        }
    }

    /// <inheritdoc />
    protected override bool AtOnce => true;

    /// <inheritdoc />
    protected override Task BeatAsync(CancellationToken stoppingToken) => LookAsync();

    /// <inheritdoc />
    protected override void Failed(Exception exception) => LogFailed(log, exception);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Information, Message = "The sign-in {Grant} was not renewed ahead of time: {Reason}")]
    private static partial void LogLate(ILogger logger, string grant, string reason);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Error, Message = "Looking for sign-ins that end soon failed; it is tried again in half a minute.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
