using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>A mail tool that knows everybody and keeps what was really done: calls, and effects (a tag that was not there before).</summary>
public sealed class TagLedger : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TagLedger(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, int> Effects { get; } = new(StringComparer.Ordinal);

    public Uri Url => new(_app.Urls.First());

    /// <summary>How long every call takes.</summary>
    public TimeSpan Delay { get; set; }

    public static async Task<TagLedger> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var ledger = new TagLedger(builder.Build());
        ledger._app.MapPost("/3.0/lists/{list}/members/{hash}/tags", async (string list, string hash, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = JObject.Parse(await reader.ReadToEndAsync());
            await Task.Delay(ledger.Delay);
            foreach (var tag in (JArray)body["tags"]!)
            {
                var key = $"{list}/{hash}/{tag["name"]}";
                if (ledger.Calls.AddOrUpdate(key, 1, static (_, n) => n + 1) == 1)
                {
                    ledger.Effects[key] = 1;
                }
            }

            return Results.NoContent();
        });
        ledger._app.MapPost("/3.0/lists/{list}/members/{hash}/events", async (string list, string hash, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var name = (string?)JObject.Parse(await reader.ReadToEndAsync())["name"];
            ledger.Calls.AddOrUpdate($"{list}/{hash}/event:{name}", 1, static (_, n) => n + 1);
            await Task.Delay(ledger.Delay);
            return Results.NoContent();
        });
        ledger._app.MapFallback(() => Results.Json(new { members = Array.Empty<object>(), total_items = 0 }));
        await ledger._app.StartAsync();
        return ledger;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
