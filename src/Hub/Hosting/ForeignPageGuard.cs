using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Sharing;

namespace IntegrationHub.Hub.Hosting;

/// <summary>
/// Keeps other web pages in the user's browser away. The hub listens on loopback without sign-in, so any page the user has open could post to it; browsers name the
/// page such a request comes from (<c>Origin</c>, <c>Sec-Fetch-Site</c>) and no page can forge that. Programs that are no browser name none and pass. Webhooks are not
/// touched: they are verified by their signature. A page behind a link (<c>/shared</c>, <c>/connect/link</c>) is read by people outside, at the hub's public address, and tells nobody where it stands: its own form
/// comes with that address, or with none that can be read.
/// </summary>
internal static class ForeignPageGuard
{
    /// <summary>Refuses with 403 what could change something and comes from another page: every method but GET and HEAD, and sockets.</summary>
    public static IApplicationBuilder UseForeignPageGuard(this IApplicationBuilder app) => app.Use((context, next) =>
        Changes(context) && (IsShared(context.Request) ? IsForeignToShared(context.Request) : IsForeign(context.Request))
            ? TypedResults.Problem("The request comes from a web page that is not the hub's own. Open the hub's dashboard itself, or call the API from a program.", statusCode: 403, title: "Not from the hub's own page").ExecuteAsync(context)
            : next(context));

    /// <summary>True when a browser says that the request comes from elsewhere.</summary>
    internal static bool IsForeign(HttpRequest request)
    {
        // "null" (a sandboxed frame, a local file) is no address and so never ours.
        return IsFromElsewhere(request) || request.Headers.Origin.Any(origin => !IsOwn(request, origin));
    }

    /// <summary>
    /// The same for a page behind a link. It sends no referrer, so that browsers name its form's origin "null"; and behind a proxy the public address is its own. Who can forge such a form
    /// must know the secret in the address, and could answer without forging anything.
    /// </summary>
    internal static bool IsForeignToShared(HttpRequest request)
    {
        var known = request.HttpContext.RequestServices?.GetService<CurrentSetup>()?.Value.PublicUrl?.GetLeftPart(UriPartial.Authority);
        return IsFromElsewhere(request) || request.Headers.Origin.Any(origin => origin != "null" && !IsOwn(request, origin) && !string.Equals(origin, known, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    private static bool IsOwn(HttpRequest request, string? origin) => string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static bool IsShared(HttpRequest request) => request.Path.StartsWithSegments(ShareAddress.Path, StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments(ConnectLinks.Path, StringComparison.OrdinalIgnoreCase);

    private static bool Changes(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/hooks", StringComparison.OrdinalIgnoreCase)
        && (!(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) || context.Request.Headers.Upgrade.Count > 0);
}
