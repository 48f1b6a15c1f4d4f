using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using System.Text;
using System.Text.Encodings.Web;

namespace IntegrationHub.Sandbox.SignIn;

/// <summary>
/// A vendor's page that asks whether an app may be let in. Two links answer: allow and decline. An app that the vendor does not know, or an address that is not registered, gets an error page
/// and never a redirect.
/// </summary>
internal static class ConsentPage
{
    /// <summary>Maps it.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="path">Its path.</param>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="find">The app and its id for a request; null when there is none (another shop).</param>
    /// <param name="more">What the vendor adds to the way back, given the code and what was asked with.</param>
    public static void Map(
        IEndpointRouteBuilder routes, string path, string vendor, Func<HttpContext, (SignInApp App, string ClientId)?> find, Func<HttpContext, Dictionary<string, string>, Dictionary<string, string>>? more = null) =>
        routes.MapGet(path, context =>
        {
            var query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
            var (redirect, state) = (query.GetValueOrDefault("redirect_uri", ""), query.GetValueOrDefault("state", ""));
            if (find(context) is not var (app, clientId) || query.GetValueOrDefault("client_id") != clientId)
            {
                return SayAsync(context, 400, $"<h1>{vendor}</h1><p>This app is not known.</p>");
            }

            if (!app.RedirectAddresses.Contains(redirect))
            {
                return SayAsync(context, 400, $"<h1>{vendor}</h1><p>The redirect address is not registered for this app.</p>");
            }

            switch (query.GetValueOrDefault("decision"))
            {
                case "allow":
                    var back = new Dictionary<string, string> { ["code"] = app.Issue(redirect, query), ["state"] = state };
                    back = more?.Invoke(context, back) ?? back;
                    context.Response.Redirect(QueryHelpers.AddQueryString(redirect, back.ToDictionary(p => p.Key, p => (string?)p.Value)));
                    return Task.CompletedTask;
                case "decline":
                    context.Response.Redirect(QueryHelpers.AddQueryString(redirect, new Dictionary<string, string?> { ["error"] = "access_denied", ["error_description"] = "The user declined.", ["state"] = state }));
                    return Task.CompletedTask;
                default:
                    var here = HtmlEncoder.Default.Encode(context.Request.QueryString.Value ?? "");
                    var asked = HtmlEncoder.Default.Encode(string.Join(' ', query.GetValueOrDefault("scope"), query.GetValueOrDefault("optional_scope")));
                    return SayAsync(context, 200, $"<h1>{vendor} (simulated)</h1><p>An app asks to be let in: {asked}</p><p><a id=\"allow\" href=\"{here}&amp;decision=allow\">Allow</a> <a id=\"decline\" href=\"{here}&amp;decision=decline\">Decline</a></p>");
            }
        });

    private static Task SayAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync("<!DOCTYPE html><meta charset=\"utf-8\"><title>Sign in</title>" + html, Encoding.UTF8, context.RequestAborted);
    }
}
