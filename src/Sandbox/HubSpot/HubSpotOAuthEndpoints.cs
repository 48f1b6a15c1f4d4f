using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The consent page, and the token endpoint: form in, token out, no bearer needed and no limit counted.</summary>
internal static class HubSpotOAuthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, HubSpotSimulator hub, IEnumerable<string> versions)
    {
        ConsentPage.Map(routes, "/oauth/authorize", "HubSpot", _ => (hub.SignIn, hub.Account.ClientId));
        foreach (var version in versions)
        {
            routes.MapPost($"/oauth/{version}/token", async context =>
            {
                var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
                var fields = form?.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal) ?? [];
                var answer = hub.Do(() => hub.Tokens.Answer(fields, hub.SignIn, hub.World.Options.WaitTime.GetUtcNow()));
                await HubSpotEndpoints.SayAsync(context, answer);
            });
        }
    }
}
