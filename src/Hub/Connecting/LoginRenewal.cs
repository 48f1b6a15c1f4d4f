using System.Collections.Concurrent;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Connecting;

/// <summary>
/// Renews access tokens. One process at a time may renew a login (a lease in its row, with an epoch against whoever comes back late); what the vendor gave is on disk before anybody uses it,
/// and the refresh token before it is kept until the next renewal has worked: if an answer was lost, the vendor still takes the old one.
/// </summary>
public sealed partial class LoginRenewal(
    HubStore store, HubIds ids, CurrentSetup current, SecretVault vault, LoginTokens tokens, VendorHttp http, TimeProvider time, ILogger<LoginRenewal> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly string _me = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7(time.GetUtcNow()):N}";
    private readonly ConcurrentDictionary<string, Pause> _pauses = new(StringComparer.Ordinal);

    /// <summary>Renews a login whose token is still good, so that no call has to wait for it.</summary>
    public Task<VendorResult<LoginToken>> AheadAsync(string grant) =>
        tokens.RenewAsync(grant, Kept(grant) is var (_, secrets) ? secrets.GetValueOrDefault(CredentialNames.AccessToken) : null);

    /// <summary>A token for a login: the kept one where it is still good and another than the refused one, else a new one.</summary>
    /// <param name="grant">Grant id.</param>
    /// <param name="notThis">The token that is to be replaced; null when none was known.</param>
    public async Task<VendorResult<LoginToken>> RenewAsync(string grant, string? notThis)
    {
        if (Kept(grant) is not var (row, secrets))
        {
            return new VendorFailure(FailureKind.Misconfigured, "This login was taken away.");
        }

        if (Usable(row, secrets, notThis) is { } kept)
        {
            return kept;
        }

        if (row.EndedAt is not null)
        {
            return new VendorFailure(FailureKind.Unauthorised, row.Reason ?? "The sign-in has ended.");
        }

        var now = time.GetUtcNow();
        if (_pauses.TryGetValue(grant, out var pause) && now < pause.Until)
        {
            return pause.Failure with { RetryAfter = pause.Until - now };
        }

        if (await TakeLeaseAsync(grant) is not { } epoch)
        {
            return await OtherAsync(grant, notThis);
        }

        // Between our look and the lease another process may have renewed it.
        var (again, fresh) = Kept(grant) ?? (row, secrets);
        return Usable(again, fresh, notThis) is { } theirs ? await GiveBackAsync(grant, epoch, theirs) : await AskAsync(again, fresh, epoch);
    }

    private async Task<VendorResult<LoginToken>> AskAsync(StoredGrant row, Dictionary<string, string> secrets, long epoch)
    {
        var refresh = secrets.GetValueOrDefault(GrantSecrets.RefreshToken);
        var answer = Call(row, secrets) switch
        {
            null => new VendorFailure(FailureKind.Misconfigured, $"The app at {Tool(row)} is no longer set up: connectors.json has none under apps."),
            var call when row.Kind is GrantKind.OwnApp => await LoginCalls.OwnAppAsync(call, CancellationToken.None),
            _ when refresh is null => new VendorFailure(FailureKind.Unauthorised, $"{Tool(row)} gave no token to renew the sign-in with."),
            var call => await RenewAsync(call, refresh, secrets.GetValueOrDefault(GrantSecrets.PreviousRefreshToken)),
        };
        return answer.Value is { } given ? await KeepAsync(row, secrets, given, epoch) : await FailAsync(row, answer.Failure!, epoch);
    }

    private static async Task<VendorResult<LoginAnswer>> RenewAsync(LoginCall call, string refresh, string? previous)
    {
        var answer = await LoginCalls.RenewAsync(call, refresh, CancellationToken.None);
        return answer.Failure is { Kind: FailureKind.Unauthorised } && previous is not null && previous != refresh && await LoginCalls.RenewAsync(call, previous, CancellationToken.None) is { Failure: null } older
            ? older : answer;
    }

    private async Task<VendorResult<LoginToken>> KeepAsync(StoredGrant row, Dictionary<string, string> secrets, LoginAnswer given, long epoch)
    {
        var now = time.GetUtcNow();
        var until = now + given.Lasts;
        var kept = await store.Writer.Write(t =>
        {
            if (t.Execute(
                """
                update stored_grant set access_until=@p2, refresh_until=coalesce(@p3,refresh_until), renewed_at=@p4, ended_at=null, reason=null, lease_owner=null, lease_until=null where id=@p0 and epoch=@p1
                """, row.Id, epoch, until?.ToUnixTimeMilliseconds(), (now + given.RefreshLasts)?.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()) == 0)
            {
                return false;
            }

            var owner = GrantSecrets.Of(row.Id);
            vault.Put(t, row.Client, owner, CredentialNames.AccessToken, given.AccessToken);
            if (given.RefreshToken is { } newer && newer != secrets.GetValueOrDefault(GrantSecrets.RefreshToken))
            {
                vault.Put(t, row.Client, owner, GrantSecrets.PreviousRefreshToken, secrets.GetValueOrDefault(GrantSecrets.RefreshToken));
                vault.Put(t, row.Client, owner, GrantSecrets.RefreshToken, newer);
            }

            return true;
        });
        _pauses.TryRemove(row.Id, out _);
        return kept ? new LoginToken(given.AccessToken, until) : await OtherAsync(row.Id, null);
    }

    private async Task<VendorResult<LoginToken>> FailAsync(StoredGrant row, VendorFailure failure, long epoch)
    {
        if (failure.Kind is FailureKind.Unauthorised)
        {
            var now = time.GetUtcNow();
            var reason = LoginWords.Ended(row, Catalog.All[row.Connector].Info, failure.Message, now);
            await store.Writer.Write(t =>
            {
                t.Execute("update stored_grant set ended_at=@p2, reason=@p3, lease_owner=null, lease_until=null where id=@p0 and epoch=@p1", row.Id, epoch, now.ToUnixTimeMilliseconds(), reason);
                foreach (var connection in current.Value.Connections.Where(c => c.Grant.Id == row.Id))
                {
                    ConnectionStates.SetNeedsYou(t, ids, connection, FailureKind.Unauthorised, reason, now.ToUnixTimeMilliseconds());
                }
            });
            LogEnded(log, row.Id, Tool(row));
            return failure with { Message = reason };
        }

        var failures = _pauses.TryGetValue(row.Id, out var before) ? before.Failures + 1 : 1;
        _pauses[row.Id] = new(time.GetUtcNow() + Backoff.After(FirstWait, LongestWait, failures, failure.RetryAfter), failures, failure);
        await store.Writer.Write(t => t.Execute("update stored_grant set lease_owner=null, lease_until=null where id=@p0 and epoch=@p1", row.Id, epoch));
        LogFailed(log, row.Id, Tool(row), failure.Message);
        return failure;
    }

    private async Task<long?> TakeLeaseAsync(string grant)
    {
        var now = time.GetUtcNow();
        return await store.Writer.Write(t => t.Execute(
            "update stored_grant set lease_owner=@p1, lease_until=@p3, epoch=epoch+1 where id=@p0 and (lease_until is null or lease_until<@p2 or lease_owner=@p1)",
            grant, _me, now.ToUnixTimeMilliseconds(), (now + Lease).ToUnixTimeMilliseconds()) == 0 ? (long?)null : t.Scalar<long>("select epoch from stored_grant where id=@p0", grant));
    }

    private async Task<VendorResult<LoginToken>> GiveBackAsync(string grant, long epoch, LoginToken token)
    {
        await store.Writer.Write(t => t.Execute("update stored_grant set lease_owner=null, lease_until=null where id=@p0 and epoch=@p1", grant, epoch));
        return token;
    }

    // Another process renews it: its answer is in the store in a moment.
    private async Task<VendorResult<LoginToken>> OtherAsync(string grant, string? notThis)
    {
        for (var look = 0; look < 20; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), time);
            if (Kept(grant) is var (row, secrets) && Usable(row, secrets, notThis) is { } token)
            {
                return token;
            }
        }

        return new VendorFailure(FailureKind.Transient, "The sign-in is being renewed elsewhere; calls wait for that.", TimeSpan.FromSeconds(10));
    }

    private LoginToken? Usable(StoredGrant row, Dictionary<string, string> secrets, string? notThis)
    {
        var until = row.AccessUntil is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : (DateTimeOffset?)null;
        return secrets.GetValueOrDefault(CredentialNames.AccessToken) is { } token && token != notThis && !(until - time.GetUtcNow() <= LoginTokens.TooShort) ? new(token, until) : null;
    }

    private (StoredGrant Row, Dictionary<string, string> Secrets)? Kept(string grant)
    {
        using var reader = store.Read();
        return reader.Query(StoredRows.GrantsSql + " where id=@p0", StoredRows.Grant, grant) is [var row] ? (row, vault.Of(reader, row.Client, GrantSecrets.Of(grant))) : null;
    }

    private LoginCall? Call(StoredGrant row, Dictionary<string, string> secrets)
    {
        var info = Catalog.All.GetValueOrDefault(row.Connector)?.Info;
        var app = current.Value.Apps.GetValueOrDefault(row.Connector);
        var (id, secret) = row.Kind is GrantKind.OwnApp ? (secrets.GetValueOrDefault(GrantSecrets.ClientId), secrets.GetValueOrDefault(GrantSecrets.ClientSecret)) : (app?.ClientId, app?.ClientSecret);
        return info?.SignIn is null || id is null || secret is null ? null : AppSetup.CallOf(app, info, http.ForSignIn(), id, secret, row.Thing, time);
    }

    private static string Tool(StoredGrant row) => Catalog.All.GetValueOrDefault(row.Connector)?.Info.Name ?? row.Connector;

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "The sign-in {Grant} at {Tool} has ended; somebody must sign in again.")]
    private static partial void LogEnded(ILogger logger, string grant, string tool);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Warning, Message = "The sign-in {Grant} at {Tool} could not be renewed and is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string grant, string tool, string reason);

    private sealed record Pause(DateTimeOffset Until, int Failures, VendorFailure Failure);
}
