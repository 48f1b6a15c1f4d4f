using IntegrationHub.Connectors;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Dashboard.Pages;
using IntegrationHub.Hub.Storage.Rows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Hub.Dashboard;

/// <summary>
/// Where browsers leave for a tool's sign-in and come back: from the dashboard (<c>/connect/sign-in/start</c>), from a link that was mailed (<c>/connect/link/{secret}</c>), and back at
/// <c>/connect/callback/{connector}</c>. A page stands between the form and the tool, for browsers count a redirect to elsewhere as a form sent elsewhere.
/// </summary>
internal static class ConnectEndpoints
{
    private const string Cookie = "hub-sign-in";
    private const int LongestForm = 8 * 1024;

    /// <summary>Maps the addresses.</summary>
    public static void MapConnecting(this WebApplication app)
    {
        var pages = app.MapPublicPages("/connect");
        pages.MapPost("/sign-in/start", StartAsync).WithMetadata(new RequestSizeLimitAttribute(LongestForm));
        pages.MapMethods("/link/{token}", [HttpMethods.Get, HttpMethods.Head], OpenAsync);
        pages.MapPost("/link/{token}", FollowAsync).WithMetadata(new RequestSizeLimitAttribute(LongestForm));
        pages.MapGet("/callback/{connector}", EndAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext http, SignIns signIns, CurrentSetup setup)
    {
        if (await PublicPages.FormAsync(http.Request) is not { } form || !setup.Value.Clients.ContainsKey(form["client"].ToString()))
        {
            return Say(400, "This could not be read", "Go back to the dashboard and begin again.");
        }

        var (client, connector) = (form["client"].ToString(), form["connector"].ToString());
        var by = form["by"].ToString().Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, Shell.PersonName.Longest)] : "somebody at the dashboard";
        return await LeaveAsync(http, signIns, new(client, connector, Here(http), by, Filled(form["thing"]), Filled(form["grant"]), form["shared"] == "yes"), $"/c/{client}/connect/{connector}");
    }

    private static async Task<IResult> OpenAsync(string token, HttpContext http, ConnectLinks links, CurrentSetup setup) =>
        await links.OpenAsync(token, look: HttpMethods.IsGet(http.Request.Method)) is { } link ? LinkPage(link, setup) : Closed();

    private static async Task<IResult> FollowAsync(string token, HttpContext http, ConnectLinks links, SignIns signIns, CurrentSetup setup)
    {
        if (await links.OpenAsync(token, look: false) is not { } link)
        {
            return Closed();
        }

        var form = await PublicPages.FormAsync(http.Request);
        var thing = link.Thing ?? Filled(form?["thing"] ?? default);
        var signIn = Catalog.All.GetValueOrDefault(link.Connector)?.Info.SignIn;
        return signIn is { ThingFirst: true } && thing is null
            ? LinkPage(link, setup, "Write the shop's address first.", 400)
            : await LeaveAsync(http, signIns, new(link.Client, link.Connector, Here(http), link.By, thing, link.Grant, Link: link.Id), null, problem => LinkPage(link, setup, problem, 400));
    }

    private static async Task<IResult> LeaveAsync(HttpContext http, SignIns signIns, SignInOrder order, string? back, Func<string, IResult>? refuse = null)
    {
        var start = await signIns.BeginAsync(order);
        if (start.Address is not { } address)
        {
            return refuse?.Invoke(start.Problem!) ?? Say(409, "The sign-in cannot begin", start.Problem!, back, "Back");
        }

        http.Response.Cookies.Append(Cookie, start.Cookie!, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Path = SignIns.CallbackPath, MaxAge = SignIns.Patience, IsEssential = true,
            Secure = http.Request.IsHttps || http.RequestServices.GetRequiredService<CurrentSetup>().Value.PublicUrl?.Scheme == Uri.UriSchemeHttps,
        });
        var tool = Catalog.All[order.Connector].Info.Name;
        return Page(new() { [nameof(SignInPage.Title)] = $"On to {tool}", [nameof(SignInPage.Text)] = $"The sign-in of {tool} opens in a moment.", [nameof(SignInPage.Link)] = address, [nameof(SignInPage.LinkText)] = $"Open it now", [nameof(SignInPage.Leaves)] = true });
    }

    private static async Task<IResult> EndAsync(string connector, HttpContext http, SignIns signIns, CancellationToken cancellationToken)
    {
        var query = http.Request.Query.Where(p => p.Value.Count == 1).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        var end = await signIns.EndAsync(connector, query, http.Request.Cookies[Cookie], cancellationToken);
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = SignIns.CallbackPath });
        var back = end is { Client: not null, ByLink: false } ? $"/c/{end.Client}/connect/{end.Connector}" : null;
        if (end.Problem is { } problem)
        {
            return Say(400, "Not connected", problem, back, "Back to the dashboard");
        }

        var tool = Catalog.All[connector].Info.Name;
        return back is null ? Say(200, "Thank you", $"The sign-in at {tool} has worked. You can close this page; whoever sent you the link does the rest.")
            : Page(new() { [nameof(SignInPage.Title)] = "Signed in", [nameof(SignInPage.Text)] = $"The sign-in at {tool} has worked.", [nameof(SignInPage.Link)] = $"{back}?login={Uri.EscapeDataString(end.Grant!)}", [nameof(SignInPage.LinkText)] = "Go on", [nameof(SignInPage.Leaves)] = true });
    }

    private static RazorComponentResult<ConnectLinkPage> LinkPage(ConnectLink link, CurrentSetup setup, string? problem = null, int status = 200) => new(new Dictionary<string, object?>
    {
        [nameof(ConnectLinkPage.Link)] = link, [nameof(ConnectLinkPage.Info)] = Catalog.All[link.Connector].Info, [nameof(ConnectLinkPage.Business)] = setup.Value.Clients[link.Client].Name,
        [nameof(ConnectLinkPage.Problem)] = problem,
    })
    {
        StatusCode = status, PreventStreamingRendering = true,
    };

    private static RazorComponentResult<SignInPage> Closed() =>
        Say(404, "This page is not open", "The link may have been used, have run out or have been taken back, or a part of it was lost on the way. Ask whoever sent it for a new one.");

    private static RazorComponentResult<SignInPage> Say(int status, string title, string text, string? link = null, string? linkText = null) =>
        Page(new() { [nameof(SignInPage.Title)] = title, [nameof(SignInPage.Text)] = text, [nameof(SignInPage.Link)] = link, [nameof(SignInPage.LinkText)] = linkText }, status);

    private static RazorComponentResult<SignInPage> Page(Dictionary<string, object?> values, int status = 200) => new(values) { StatusCode = status, PreventStreamingRendering = true };

    private static string Here(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    private static string? Filled(Microsoft.Extensions.Primitives.StringValues value) => value.ToString().Trim() is { Length: > 0 } text ? text : null;
}
