using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Google's consent screen (accounts.google.com), token endpoint (oauth2.googleapis.com) and the public keys of push tokens.</summary>
internal static class GoogleSignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, GoogleSimulator google)
    {
        routes.MapGet("/o/oauth2/v2/auth", (HttpRequest request) =>
        {
            var asked = SignInRequest.Read(request);
            return ConsentPage.Answer(asked, Offer(google, asked));
        });
        routes.MapPost("/token", async context =>
        {
            var form = await SignInForm.ReadAsync(context.Request);
            await GoogleEndpoints.SayAsync(context, google.Do(() => google.Tokens.Answer(form, google.World.Options.WaitTime.GetUtcNow())));
        });
        routes.MapGet("/oauth2/v3/certs", context =>
        {
            context.Response.Headers.CacheControl = "public, max-age=19800, must-revalidate, no-transform";
            return GoogleEndpoints.SayAsync(context, GoogleAnswer.Ok(google.Keys.Jwks()));
        });
    }

    private static SignInOffer Offer(GoogleSimulator google, SignInRequest asked)
    {
        var scopes = asked.Scopes("scope");
        return new SignInOffer
        {
            Vendor = "Google", App = google.SignIn, Account = google.Account.Name, ClientId = google.Account.ClientId, Scopes = scopes,
            Refusal = asked["response_type"] != "code" ? "The response_type must be code."
                : scopes.Count == 0 ? "Required parameter is missing: scope"
                : asked.ChallengeRefusal,
            Allow = () => [("code", google.SignIn.Issue(asked, scopes)), ("scope", string.Join(' ', scopes))],
        };
    }
}
