using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace IntegrationHub.Bench.Load;

/// <summary>Sends orders to a hub on loopback at a fixed number of connections, and repeats what got no 2xx as a vendor does.</summary>
internal sealed class Sender(Uri hub, int clients, int connections)
{
    private readonly OrderBody _orders = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Milliseconds until the answer, of accepted orders.</summary>
    public ConcurrentBag<double> Times { get; } = [];

    /// <summary>When each order was sent first, as a timestamp of the system's clock.</summary>
    public ConcurrentDictionary<int, long> Sent { get; } = [];

    /// <summary>Answers that were no 2xx, or none.</summary>
    public int Refused;

    /// <summary>Sends <paramref name="count"/> orders from <paramref name="first"/> on; at most <paramref name="perSecond"/> a second when that is above zero.</summary>
    public async Task<TimeSpan> SendAsync(int first, int count, int perSecond = 0)
    {
        var next = first - 1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n < first + count)
            {
                if (perSecond > 0)
                {
                    var due = TimeSpan.FromSeconds((double)(n - first) / perSecond) - clock.Elapsed;
                    if (due > TimeSpan.Zero)
                    {
                        await Task.Delay(due);
                    }
                }

                await SendOneAsync(n);
            }
        })));
        return clock.Elapsed;
    }

    private async Task SendOneAsync(int n)
    {
        var (body, signature) = _orders.Make(n);
        Sent.TryAdd(n, Stopwatch.GetTimestamp());
        for (var tries = 0; tries < 20; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(hub, $"/hooks/bench{n % clients}/shop"));
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Add("X-Shopify-Topic", "orders/create");
            request.Headers.Add("X-Shopify-Hmac-Sha256", signature);
            request.Headers.Add("X-Shopify-Shop-Domain", $"bench{n % clients}.myshopify.com");
            request.Headers.Add("X-Shopify-API-Version", "2026-10");
            request.Headers.Add("X-Shopify-Webhook-Id", "w" + n.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Shopify-Event-Id", "e" + n.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Shopify-Triggered-At", "2026-11-20T14:15:04.000Z");
            var clock = Stopwatch.StartNew();
            try
            {
                using var answer = await _http.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                {
                    Times.Add(clock.Elapsed.TotalMilliseconds);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // counted below; a vendor repeats
            }

            Interlocked.Increment(ref Refused);
            await Task.Delay(200);
        }
    }
}
