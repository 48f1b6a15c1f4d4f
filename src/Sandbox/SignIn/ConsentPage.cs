using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Sandbox.SignIn;

/// <summary>
/// The authorize page of a vendor: checks app and redirect address, asks, and sends the browser back with a code or with <c>access_denied</c>.
/// An app or address the vendor does not know ends on an error page: nothing is ever sent there.
/// </summary>
internal static class ConsentPage
{
    private const string AppName = "Integration Hub";
    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:2rem 1rem;color:#1d1d1f;background:#f4f4f2}
        main{max-width:26rem;margin:0 auto;padding:1.5rem;background:#fff;border:1px solid #d9d9d4;border-radius:8px}
        h1{font-size:1.25rem;margin:0 0 .75rem}ul{padding-left:1.25rem;overflow-wrap:anywhere}small{color:#5c5c58}
        button{font:inherit;padding:.6rem 1.2rem;margin:1rem .5rem 0 0;border-radius:6px;border:1px solid #1d1d1f;background:#fff;cursor:pointer}
        button[value=allow]{background:#1d1d1f;color:#fff}
        @media (prefers-color-scheme:dark){body{background:#161615;color:#ececea}main{background:#232321;border-color:#3c3c39}small{color:#a9a9a4}
        button{background:#232321;color:#ececea;border-color:#ececea}button[value=allow]{background:#ececea;color:#161615}}
        """;

    public static IResult Answer(SignInRequest asked, SignInOffer offer)
    {
        var wrong = asked.ClientId != offer.ClientId ? "There is no app with this client_id."
            : !offer.App.RedirectAddresses.Contains(asked.RedirectUri) ? "The redirect_uri is not one of the addresses registered for this app."
            : offer.Refusal;
        if (wrong is not null)
        {
            return Page(400, offer.Vendor, $"<h1>{Text(offer.Vendor)}: this sign-in cannot go on</h1><p>{Text(wrong)}</p>");
        }

        return asked[SignInRequest.DecisionField] switch
        {
            "allow" => Back(asked, offer, offer.Allow()),
            "decline" => Back(asked, offer, [("error", "access_denied"), ("error_description", "The user denied access to the app")]),
            _ => Page(200, offer.Vendor, Question(asked, offer)),
        };
    }

    private static IResult Back(SignInRequest asked, SignInOffer offer, IEnumerable<(string Name, string Value)> sent)
    {
        var all = asked.State.Length == 0 ? sent : [.. sent, ("state", asked.State)];
        return Results.Redirect(QueryHelpers.AddQueryString(asked.RedirectUri, offer.Finish([.. all]).Select(p => KeyValuePair.Create(p.Name, (string?)p.Value))));
    }

    private static string Question(SignInRequest asked, SignInOffer offer)
    {
        var scopes = offer.Scopes.Count == 0
            ? "<p>It would reach everything in this account that you may reach.</p>"
            : $"<p>It would be allowed to:</p><ul>{string.Concat(offer.Scopes.Select(s => $"<li>{Text(s)}</li>"))}</ul>";
        var hidden = string.Concat(asked.Fields.Select(f => $"<input type=\"hidden\" name=\"{Text(f.Key)}\" value=\"{Text(f.Value)}\">"));
        return $"<h1>{AppName} asks for access</h1><p>You are signed in to {Text(offer.Vendor)} as <strong>{Text(offer.Account)}</strong>.</p>{scopes}"
            + $"<form method=\"get\">{hidden}{Button("allow", "Allow")}{Button("decline", "Decline")}</form>";
    }

    private static string Button(string decision, string words) => $"<button id=\"{decision}\" name=\"{SignInRequest.DecisionField}\" value=\"{decision}\">{words}</button>";

    private static IResult Page(int status, string title, string main) => Results.Text(
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">
        <title>{Text(title)} sign-in</title><style>{Style}</style></head><body><main>{main}<p><small>Sandbox: this is not the real {Text(title)}.</small></p></main></body></html>
        """, "text/html; charset=utf-8", Encoding.UTF8, status);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
