using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Google's wire. The hosts stand side by side under one prefix: their paths do not collide (v4 has reviews and posts, v1 the rest).</summary>
internal sealed class GoogleEndpoints
{
    private readonly IEndpointRouteBuilder _routes;
    private readonly GoogleSimulator _google;

    private GoogleEndpoints(IEndpointRouteBuilder routes, GoogleSimulator google) => (_routes, _google) = (routes, google);

    public static void Map(IEndpointRouteBuilder routes, GoogleSimulator google)
    {
        var all = new GoogleEndpoints(routes, google);
        GoogleSignInEndpoints.Map(routes, google);
        GoogleProfileEndpoints.Map(all);
        GoogleReviewEndpoints.Map(all);
        GooglePostEndpoints.Map(all);
        GooglePerformanceEndpoints.Map(all);
        GoogleNotificationEndpoints.Map(all);
        routes.Map("/{**rest}", context => SayAsync(context, GoogleRefusalException.NotFound().ToAnswer(false)));
    }

    /// <summary>Maps a path of one of Google's hosts; <paramref name="service"/> is the host's first name and has its own quota.</summary>
    public void Add(string method, string service, string path, Func<GoogleCall, GoogleAnswer> handle) =>
        _routes.MapMethods(path, [method], context => RunAsync(context, service, handle));

    internal static async Task SayAsync(HttpContext context, GoogleAnswer answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer.Body.ToString(Formatting.None));
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task RunAsync(HttpContext context, string service, Func<GoogleCall, GoogleAnswer> handle)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        await SayAsync(context, _google.Do(() => Answer(context, service, text, handle)));
    }

    private GoogleAnswer Answer(HttpContext context, string service, string text, Func<GoogleCall, GoogleAnswer> handle)
    {
        try
        {
            var header = context.Request.Headers.Authorization.ToString();
            var now = _google.World.Options.WaitTime.GetUtcNow();
            if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || _google.Tokens.Find(header["Bearer ".Length..].Trim(), now) is not { } grant)
            {
                throw new GoogleRefusalException(401, "UNAUTHENTICATED", "Request had invalid authentication credentials. Expected OAuth 2 access token.");
            }

            if (!grant.Manages) throw new GoogleRefusalException(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.");
            _google.Limits.TakeCall(service, now);
            var json = text.Length == 0 ? null : WireJson.Parse(text) ?? throw GoogleRefusalException.Invalid("Invalid JSON payload received.");
            return handle(new GoogleCall(_google, context, json));
        }
        catch (GoogleRefusalException refusal)
        {
            // A quota of 0 is told the new way everywhere.
            return refusal.ToAnswer(service == "mybusiness" && _google.Switches is { OldStyleV4Errors: true, QuotaZero: false });
        }
    }
}
