using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>A token address on loopback that says what the test wants and keeps what it was asked.</summary>
public sealed class TokenServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TokenServer(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    /// <summary>Bodies of the requests.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Status and body for a request's body.</summary>
    public Func<string, (int Status, string Body)> Answer { get; set; } = _ => (500, "");

    public static async Task<TokenServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new TokenServer(app);
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync();
            server.Asked.Enqueue(body);
            var (status, text) = server.Answer(body);
            return Results.Text(text, "application/json", statusCode: status);
        });
        await app.StartAsync();
        server.Url = app.Urls.First();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
