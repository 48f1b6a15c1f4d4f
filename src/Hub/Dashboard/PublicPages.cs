namespace IntegrationHub.Hub.Dashboard;

/// <summary>Pages that people outside reach, behind an address with a secret: whole without script, found by no search engine, named in no referrer, and not more of them than the hub can bear.</summary>
internal static class PublicPages
{
    private const string Policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Maps a group of them. What they look like comes from below their path too, so that a proxy passes one path.</summary>
    public static RouteGroupBuilder MapPublicPages(this WebApplication app, string path)
    {
        app.UseStaticFiles(new StaticFileOptions { RequestPath = path + "/look", FileProvider = app.Environment.WebRootFileProvider });
        var pages = app.MapGroup(path).ExcludeFromDescription();
        pages.AddEndpointFilter(async (context, next) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.CacheControl = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            headers["X-Robots-Tag"] = "noindex, nofollow";
            if (context.HttpContext.RequestServices.GetRequiredService<SharedLinkLimit>().Take())
            {
                return await next(context);
            }

            headers.RetryAfter = "10";
            return Results.Text("Many ask at once. Open the link again in a minute.", statusCode: StatusCodes.Status429TooManyRequests);
        });
        return pages;
    }

    /// <summary>The form of a request; null when it cannot be read.</summary>
    public static async Task<IFormCollection?> FormAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync(request.HttpContext.RequestAborted) : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
