using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>Tools that fail, each in its way, and repeat in their answers all that they were told, keys included, in every writing.</summary>
public sealed class EchoingVendor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private EchoingVendor(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>Calls so far.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static async Task<EchoingVendor> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var vendor = new EchoingVendor(builder.Build());
        vendor._app.MapFallback(vendor.Answer);
        await vendor._app.StartAsync();
        return vendor;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Answer(HttpRequest request)
    {
        var n = Interlocked.Increment(ref _calls) - 1;
        var told = request.Headers.Select(h => $"{h.Key}: {h.Value}").Append(request.Path + request.QueryString).ToList();
        var secrets = request.Headers.Select(h => h.Value.ToString()).Select(v => v.StartsWith("Bearer ", StringComparison.Ordinal) ? v[7..] : v).ToList();
        told.AddRange(secrets);
        told.AddRange(secrets.Select(Uri.EscapeDataString));
        told.AddRange(secrets.Select(s => Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + s))));
        var echo = string.Join(" | ", told);
        request.HttpContext.Response.Headers["X-Echo"] = request.Headers.Authorization.ToString();
        var status = request.Path.Value!.Split('/')[1] switch { "mail" => 400, "shop" => n % 2 == 0 ? 500 : 429, "crm" => 401, _ => 403 };
        return request.Path.StartsWithSegments("/shop") && n % 3 == 0
            ? Results.Content("<html>" + echo + "</html>", "text/html", Encoding.UTF8, 200)
            : Results.Content(
                JsonSerializer.Serialize(new { title = echo, detail = echo, message = echo, error = new { message = echo, status = echo }, errors = new[] { new { message = echo, field = echo } } }),
                "application/json", Encoding.UTF8, status);
    }
}
