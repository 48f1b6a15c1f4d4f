using System.Collections.Concurrent;
using System.Net;
using IntegrationHub.Connectors.Contract;
using Polly;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// Gives the <see cref="HttpClient"/> of a <see cref="VendorSession"/>: base address, budgets, deadlines, retries, breaker, bounded answers, recording. One connection pool and
/// one breaker a grant, budgets by the owner that the vendor names. Keep one for the process.
/// </summary>
/// <param name="time">Clock of waits and budgets.</param>
/// <param name="logins">Tokens of logins that are renewed; null where none is.</param>
/// <param name="permitFactor">How many times as many calls as the vendor allows. 1 for real vendors; more only where simulated tools live through a day in seconds.</param>
public sealed class VendorHttp(TimeProvider time, LoginTokens? logins = null, int permitFactor = 1) : IDisposable
{
    /// <summary>Largest answer that is read.</summary>
    public const long LargestAnswer = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Lazy<HttpClient>> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<SocketsHttpHandler>> _sockets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<ResiliencePipeline<HttpResponseMessage>>> _pipelines = new(StringComparer.Ordinal);
    private readonly Lazy<HttpClient> _signIn = new(static () => new(Sockets(false)) { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = 1024 * 1024 });
    private readonly ConcurrentDictionary<string, Lazy<VendorBudget>> _budgets = new(StringComparer.Ordinal);

    /// <summary>The client for a connection's calls of one priority. Cheap after the first time; not to be disposed by the caller.</summary>
    /// <param name="info">The connector.</param>
    /// <param name="grant">Grant id.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="baseUrl">The grant's address; the connector's default is replaced by <see cref="ConnectorInfo.BaseUrlOf"/> where the address depends on the connection.</param>
    /// <param name="credentials">The grant's resolved credentials; registered with the redactor.</param>
    /// <param name="priority">Who waits for the calls.</param>
    public HttpClient For(
        ConnectorInfo info, string grant, ConnectionInfo connection, Uri baseUrl, IReadOnlyDictionary<string, string> credentials, CallPriority priority)
    {
        foreach (var secret in info.Credentials.Where(credential => credential.Secret))
        {
            Redactor.Register(credentials.GetValueOrDefault(secret.Name));
        }

        var address = info.BaseUrlOf is { } own && baseUrl == new Uri(info.DefaultBaseUrl) ? own(connection, credentials) : baseUrl;
        var key = string.Join('\n', grant, connection.Client, connection.Id, address, priority);
        return _clients.GetOrAdd(key, _ => new(() => Create(info, grant, connection, address, priority, baseUrl == new Uri(info.DefaultBaseUrl)))).Value;
    }

    /// <summary>The client for a vendor's sign-in: no budget, no retries, no redirects, bounded in time and size. Not to be disposed by the caller.</summary>
    public HttpClient ForSignIn() => _signIn.Value;

    /// <inheritdoc />
    public void Dispose()
    {
        if (_signIn.IsValueCreated)
        {
            _signIn.Value.Dispose();
        }

        foreach (var client in _clients.Values)
        {
            client.Value.Dispose();
        }

        foreach (var sockets in _sockets.Values)
        {
            sockets.Value.Dispose();
        }

        foreach (var budget in _budgets.Values)
        {
            budget.Value.Dispose();
        }
    }

    private HttpClient Create(ConnectorInfo info, string grant, ConnectionInfo connection, Uri address, CallPriority priority, bool isOwn)
    {
        var budgets = info.Buckets.ToDictionary(bucket => bucket.Name, bucket => Budget(info, grant, connection, bucket), StringComparer.Ordinal);
        var pipeline = _pipelines.GetOrAdd(grant + "\n" + address.Authority, _ => new(() => VendorPipeline.Build(time))).Value;
        var sockets = _sockets.GetOrAdd(grant, _ => new(() => Sockets(info.IsTypedAddress && isOwn))).Value;
        HttpMessageHandler line = logins is null ? sockets : new LoginHandler(logins) { InnerHandler = sockets };
        var calls = new VendorCallHandler(pipeline, budgets, priority, time, LargestAnswer, permitFactor == 1 ? info.RestAfter : null) { InnerHandler = line };
        // The pipeline owns every deadline; HttpClient's own would cut a wait for the budget.
        return new(new ExchangeRecorder { InnerHandler = calls }, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    private VendorBudget Budget(ConnectorInfo info, string grant, ConnectionInfo connection, BucketInfo bucket)
    {
        var owner = bucket.Owner switch
        {
            BucketOwner.App => "",
            BucketOwner.Grant => grant,
            _ => grant + "\n" + connection.Client + "\n" + connection.Id,
        };
        return _budgets.GetOrAdd(string.Join('\n', info.Id, bucket.Name, bucket.Owner, owner), _ => new(() => new VendorBudget(bucket with { Permits = bucket.Permits * permitFactor }, time))).Value;
    }

    private static SocketsHttpHandler Sockets(bool onlyOpen) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 16,
        MaxResponseHeadersLength = 64,
        ConnectCallback = onlyOpen ? AddressGuard.ConnectAsync : null,
    };
}
