using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Bench.Load;

/// <summary>Stands where the mail tool is: takes every tag and counts it by member, so that lost and doubled actions show.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Sink(WebApplication app) => _app = app;

    /// <summary>How often each member was tagged.</summary>
    public ConcurrentDictionary<string, int> Tagged { get; } = new(StringComparer.Ordinal);

    /// <summary>When each was tagged first, as a timestamp of the system's clock.</summary>
    public ConcurrentDictionary<string, long> Times { get; } = new(StringComparer.Ordinal);

    /// <summary>Address.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>Starts on a free loopback port.</summary>
    public static async Task<Sink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var sink = new Sink(builder.Build());
        sink._app.MapPost("/3.0/lists/{list}/members/{hash}/tags", (string list, string hash) =>
        {
            sink.Take(list + "/" + hash);
            return Results.NoContent();
        });
        sink._app.MapGet("/3.0/lists/{list}/tag-search", (string name) => Results.Json(new { tags = new[] { new { id = 1, name } }, total_items = 1 }));
        sink._app.MapPost("/3.0/lists/{list}/segments/{segment}", (string list, SegmentChange change) =>
        {
            foreach (var email in change.MembersToAdd)
            {
                sink.Take(list + "/" + email);
            }

            return Results.Json(new { members_added = change.MembersToAdd.Select(e => new { email_address = e }), members_removed = Array.Empty<object>(), errors = Array.Empty<object>() });
        });
        sink._app.MapFallback(() => Results.Json(new { members = Array.Empty<object>(), total_items = 0 }));
        await sink._app.StartAsync();
        return sink;
    }

    /// <summary>When the action of an order arrived, alone or in a batch; null when it did not.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The mail tool names members by MD5.")]
    public long? ArrivedAt(int order, int clients)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"sample{order}@example.com");
        var list = string.Create(CultureInfo.InvariantCulture, $"bench{order % clients}/");
        return Times.TryGetValue(list + email, out var at) || Times.TryGetValue(list + Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(email))), out at) ? at : null;
    }

    private void Take(string member)
    {
        Times.TryAdd(member, Stopwatch.GetTimestamp());
        Tagged.AddOrUpdate(member, 1, static (_, n) => n + 1);
    }

    private sealed record SegmentChange([property: JsonPropertyName("members_to_add")] IReadOnlyList<string> MembersToAdd);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
