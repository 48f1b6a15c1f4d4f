using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>login.mailchimp.com: consent, tokens that never run out, and the metadata that tells the data centre, with 200 even for a dead token.</summary>
internal static class MailchimpSignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, MailchimpSimulator account)
    {
        ConsentPage.Map(routes, "/oauth2/authorize", "Mailchimp", _ => (account.SignIn, MailchimpSimulator.ClientId));
        routes.MapPost("/oauth2/token", async (HttpRequest request) =>
        {
            var form = request.HasFormContentType ? (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal) : [];
            if (form.GetValueOrDefault("client_id") != MailchimpSimulator.ClientId || form.GetValueOrDefault("client_secret") != account.ClientSecret)
            {
                return WireJson.Answer(new JObject { ["error"] = "invalid_client", ["error_description"] = "Invalid client" }, 401);
            }

            return form.GetValueOrDefault("grant_type") != "authorization_code" ? WireJson.Answer(new JObject { ["error"] = "unsupported_grant_type" }, 400)
                : !form.ContainsKey("redirect_uri") || account.SignIn.Take(form) is null ? WireJson.Answer(new JObject { ["error"] = "invalid_grant", ["error_description"] = "Invalid code" }, 400)
                : WireJson.Answer(new JObject { ["access_token"] = account.IssueToken(), ["expires_in"] = 0, ["scope"] = null });
        });
        routes.MapGet("/oauth2/metadata", (HttpRequest request) =>
        {
            var token = request.Headers.Authorization.ToString().Split(' ', 2)[^1];
            if (!account.Accepts(token))
            {
                return WireJson.Answer(new JObject { ["error"] = "invalid_token", ["error_description"] = "The access token provided is invalid" });
            }

            return WireJson.Answer(new JObject
            {
                ["dc"] = "us19", ["role"] = account.Role, ["accountname"] = account.AccountName, ["user_id"] = 500_001,
                ["login"] = new JObject { ["email"] = "owner@example.com", ["login_id"] = 600_001, ["login_name"] = "owner", ["login_email"] = "owner@example.com" },
                ["login_url"] = "https://login.mailchimp.com", ["api_endpoint"] = $"{request.Scheme}://{request.Host}/mailchimp",
            });
        });
    }
}
