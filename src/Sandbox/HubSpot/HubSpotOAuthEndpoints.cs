using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>The authorize page, and the token endpoint: form in, token out, no bearer needed and no limit counted.</summary>
internal static class HubSpotOAuthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, HubSpotSimulator hub, IEnumerable<string> versions)
    {
        routes.MapGet("/oauth/authorize", (HttpRequest request) =>
        {
            var asked = SignInRequest.Read(request);
            return ConsentPage.Answer(asked, Offer(hub, asked));
        });
        foreach (var version in versions)
        {
            routes.MapPost($"/oauth/{version}/token", async context =>
            {
                var form = await SignInForm.ReadAsync(context.Request);
                await HubSpotEndpoints.SayAsync(context, hub.Do(() => hub.Tokens.Answer(form, hub.World.Options.WaitTime.GetUtcNow())));
            });
        }
    }

    private static SignInOffer Offer(HubSpotSimulator hub, SignInRequest asked)
    {
        var needed = asked.Scopes("scope");
        // An account that lacks a scope cannot grant it; the app learns that from the token's scopes.
        IReadOnlyList<string> granted = [.. needed.Union(asked.Scopes("optional_scope"), StringComparer.Ordinal).Except(hub.Switches.MissingScopes, StringComparer.Ordinal)];
        return new SignInOffer
        {
            Vendor = "HubSpot", App = hub.SignIn, ClientId = hub.Account.ClientId, Scopes = granted,
            Account = "portal " + (hub.Switches.SignInPortal ?? hub.Account.PortalId).ToString(CultureInfo.InvariantCulture),
            Refusal = needed.Count == 0 ? "The scope parameter is missing." : asked.ChallengeRefusal,
            Allow = () => [("code", hub.SignIn.Issue(asked, granted))],
        };
    }
}
