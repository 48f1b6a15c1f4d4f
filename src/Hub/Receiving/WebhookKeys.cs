using System.Collections.Concurrent;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;

namespace IntegrationHub.Hub.Receiving;

/// <summary>Gives what deliveries are checked against: live secrets, and public key sets that are fetched at most once a minute.</summary>
public sealed class WebhookKeys(CurrentSetup setup, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan RefreshGap = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = 256 * 1024,
    };

    private readonly SemaphoreSlim _fetching = new(1);
    private readonly ConcurrentDictionary<string, KeySet> _keySets = new(StringComparer.Ordinal);

    /// <summary>Secrets of a connection: its own, else the grant's.</summary>
    public WebhookSecrets SecretsOf(ConnectionSetup connection) =>
        new(Live(connection.Grant, connection.WebhookSecret), null, connection.Grant.Settings);

    /// <summary>Grants of a connector that take app-level deliveries.</summary>
    public IReadOnlyList<GrantSetup> AppGrants(string connector) =>
        [.. setup.Value.Grants.Values.Where(g => g.Connector.Info.Id == connector).OrderBy(g => g.Id, StringComparer.Ordinal)];

    /// <summary>Secrets and key set of a grant.</summary>
    public WebhookSecrets SecretsOf(GrantSetup grant) =>
        new(Live(grant, null), KeySetUrl(grant) is { } url && _keySets.TryGetValue(url, out var set) ? set.Text : null, grant.Settings);

    /// <summary>Fetches a grant's key set again unless that was done within the last minute.</summary>
    /// <returns>True when a set is there; false when the grant has none or it cannot be fetched now.</returns>
    public async Task<bool> RefreshAsync(GrantSetup grant, CancellationToken cancellationToken)
    {
        if (KeySetUrl(grant) is not { } url)
        {
            return false;
        }

        // One at a time, and a failed try counts: whoever sends forged tokens must not make us ask more often than once a minute.
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            var known = _keySets.GetValueOrDefault(url);
            if (known is not null && time.GetElapsedTime(known.TriedAt) < RefreshGap)
            {
                return known.Text is not null;
            }

            _keySets[url] = new KeySet(known?.Text, time.GetTimestamp());
            _keySets[url] = new KeySet(await _http.GetStringAsync(new Uri(url), CancellationToken.None), time.GetTimestamp());
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _fetching.Dispose();
    }

    private static string? KeySetUrl(GrantSetup grant) => grant.Settings.GetValueOrDefault("jwksUrl");

    private static string[] Live(GrantSetup grant, string? own)
    {
        string?[] secrets = own is null
            ? [grant.Credentials.GetValueOrDefault(CredentialNames.WebhookSecret), grant.Credentials.GetValueOrDefault(CredentialNames.PreviousWebhookSecret)]
            : [own];
        return [.. secrets.OfType<string>()];
    }

    private sealed record KeySet(string? Text, long TriedAt);
}
