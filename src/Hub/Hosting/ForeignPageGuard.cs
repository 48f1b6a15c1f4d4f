namespace IntegrationHub.Hub.Hosting;

/// <summary>
/// Keeps other web pages in the user's browser away. The hub listens on loopback without sign-in, so any page the user has open could post to it; browsers name the
/// page such a request comes from (<c>Origin</c>, <c>Sec-Fetch-Site</c>) and no page can forge that. Programs that are no browser name none and pass. Webhooks are not
/// touched: they are verified by their signature.
/// </summary>
internal static class ForeignPageGuard
{
    /// <summary>Refuses with 403 what could change something and comes from another page: every method but GET and HEAD, and sockets.</summary>
    public static IApplicationBuilder UseForeignPageGuard(this IApplicationBuilder app) => app.Use((context, next) =>
        Changes(context) && IsForeign(context.Request)
            ? TypedResults.Problem("The request comes from a web page that is not the hub's own. Open the hub's dashboard itself, or call the API from a program.", statusCode: 403, title: "Not from the hub's own page").ExecuteAsync(context)
            : next(context));

    /// <summary>True when a browser says that the request comes from elsewhere.</summary>
    internal static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
        {
            return true;
        }

        // "null" (a sandboxed frame, a local file) is no address and so never ours.
        return request.Headers.Origin.Any(origin => !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Changes(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/hooks", StringComparison.OrdinalIgnoreCase)
        && (!(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) || context.Request.Headers.Upgrade.Count > 0);
}
