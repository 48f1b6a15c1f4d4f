using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>A mail tool that takes member events, counts them, and on wish keeps calls waiting at its door, so that a test can act while calls are in flight.</summary>
public sealed class GatedMailTool : IAsyncDisposable
{
    private readonly WebApplication _app;
    private volatile TaskCompletionSource _door = Opened();
    private int _letThrough = int.MaxValue;
    private int _begun;
    private int _waiting;

    private GatedMailTool(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>Calls that reached the tool.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>Calls that wait at the door.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How often each member was written to.</summary>
    public ConcurrentDictionary<string, int> Written { get; } = new(StringComparer.Ordinal);

    public static async Task<GatedMailTool> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var tool = new GatedMailTool(builder.Build());
        tool._app.MapPost("/3.0/lists/{list}/members/{member}/events", async (string member) =>
        {
            if (Interlocked.Increment(ref tool._begun) > Volatile.Read(ref tool._letThrough))
            {
                Interlocked.Increment(ref tool._waiting);
                await tool._door.Task;
                Interlocked.Decrement(ref tool._waiting);
            }

            tool.Written.AddOrUpdate(member, 1, static (_, n) => n + 1);
            return Results.NoContent();
        });
        tool._app.MapFallback(() => Results.Json(new { members = Array.Empty<object>(), events = Array.Empty<object>(), total_items = 0 }));
        await tool._app.StartAsync();
        return tool;
    }

    /// <summary>Lets so many more calls through; the ones after them wait.</summary>
    public void CloseAfter(int more)
    {
        _door = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _letThrough, Begun + more);
    }

    /// <summary>Lets everything through again.</summary>
    public void Open()
    {
        Volatile.Write(ref _letThrough, int.MaxValue);
        _door.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Open();
        await _app.DisposeAsync();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
