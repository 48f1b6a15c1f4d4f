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
        routes.MapGet("/oauth2/authorize", (HttpRequest request) =>
        {
            var asked = SignInRequest.Read(request);
            return ConsentPage.Answer(asked, new SignInOffer
            {
                Vendor = "Mailchimp", App = account.SignIn, Account = account.AccountName, ClientId = MailchimpSimulator.ClientId,
                Refusal = asked["response_type"] == "code" ? null : "The response_type must be code.",
                Allow = () => [("code", account.SignIn.Issue(asked, []))],
            });
        });
        routes.MapPost("/oauth2/token", async (HttpRequest request) =>
        {
            var (status, body) = Answer(account, await SignInForm.ReadAsync(request));
            return WireJson.Answer(body, status);
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

    private static (int Status, JObject Body) Answer(MailchimpSimulator account, SignInForm form)
    {
        if (form["client_id"] != MailchimpSimulator.ClientId || form["client_secret"] != account.ClientSecret)
        {
            return Bad(401, "invalid_client", "The client_id or client_secret is invalid");
        }

        if (form["grant_type"] != "authorization_code")
        {
            return Bad(400, "unsupported_grant_type", "The grant_type must be authorization_code");
        }

        if (account.SignIn.Take(form["code"]) is not { } code || form["redirect_uri"] != code.Asked.RedirectUri)
        {
            return Bad(400, "invalid_grant", "The code is invalid, expired or was used, or the redirect_uri differs");
        }

        account.SignIn.Exchanged++;
        // A lifetime of 0 says that the token does not expire.
        return (200, new JObject { ["access_token"] = account.IssueToken(), ["expires_in"] = 0, ["scope"] = null });
    }

    private static (int, JObject) Bad(int status, string error, string description) => (status, new JObject { ["error"] = error, ["error_description"] = description });
}
