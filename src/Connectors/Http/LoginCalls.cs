using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Http;

/// <summary>The calls to a vendor's token address (RFC 6749): a code, a refresh token or an app's own credentials for tokens. None is repeated here: codes and some refresh tokens work once.</summary>
public static class LoginCalls
{
    /// <summary>Turns a code into tokens.</summary>
    /// <param name="call">Where and as which app.</param>
    /// <param name="code">The code that the browser brought.</param>
    /// <param name="redirect">The address the browser was sent back to, exactly as before; null where the vendor takes the code alone.</param>
    /// <param name="verifier">The code verifier; null where the vendor takes none.</param>
    /// <param name="with">The vendor's further parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<VendorResult<LoginAnswer>> RedeemAsync(
        LoginCall call, string code, string? redirect, string? verifier, IReadOnlyDictionary<string, string> with, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(with) { ["code"] = code };
        if (redirect is not null)
        {
            form["grant_type"] = "authorization_code";
            form["redirect_uri"] = redirect;
        }

        if (verifier is not null)
        {
            form["code_verifier"] = verifier;
        }

        return AskAsync(call, form, cancellationToken);
    }

    /// <summary>Turns a refresh token into new tokens.</summary>
    public static Task<VendorResult<LoginAnswer>> RenewAsync(LoginCall call, string refreshToken, CancellationToken cancellationToken) =>
        AskAsync(call, new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancellationToken);

    /// <summary>Gets tokens for an app of the client's own, without a person.</summary>
    public static Task<VendorResult<LoginAnswer>> OwnAppAsync(LoginCall call, CancellationToken cancellationToken) =>
        AskAsync(call, new() { ["grant_type"] = "client_credentials" }, cancellationToken);

    private static async Task<VendorResult<LoginAnswer>> AskAsync(LoginCall call, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        form["client_id"] = call.ClientId;
        form["client_secret"] = call.ClientSecret;
        Redactor.Register(call.ClientSecret, form.GetValueOrDefault("refresh_token"), form.GetValueOrDefault("code"), form.GetValueOrDefault("code_verifier"));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, call.TokenUrl) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await call.Http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? Read(response, body) : Refusal(response, body, call.Time);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && FailureTable.Of(fault is TaskCanceledException ? new HttpRequestException("No answer in time.", fault) : fault, write: true) is not null)
        {
            return new VendorFailure(FailureKind.Transient, FailureTable.Cut(fault.Message));
        }
    }

    private static VendorResult<LoginAnswer> Read(HttpResponseMessage response, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            if (root.Text("access_token") is not { } access)
            {
                return FailureTable.NoAnswer(response, body, write: false);
            }

            Redactor.Register(access, root.Text("refresh_token"));
            // Mailchimp gives expires_in 0 for a token that never runs out.
            return new LoginAnswer(access, root.Text("refresh_token"), Seconds(root, "expires_in"), Seconds(root, "refresh_token_expires_in"), ScopesOf(root), root);
        }
        catch (JsonException)
        {
            return FailureTable.NoAnswer(response, body, write: false);
        }
    }

    private static TimeSpan? Seconds(JsonElement root, string name) => root.Amount(name) is { } seconds and > 0 and < 1_000_000_000 ? TimeSpan.FromSeconds((double)seconds) : null;

    private static List<string>? ScopesOf(JsonElement root) => root.Get("scopes") is { ValueKind: JsonValueKind.Array } list ? [.. list.Items().Select(s => s.Text()).OfType<string>()]
        : root.Text("scope") is { } text ? [.. text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)] : null;

    // RFC 6749, 5.2. invalid_grant: this code or token is no good any more, a person must sign in again; invalid_client and the like: the app is set up wrongly.
    private static VendorFailure Refusal(HttpResponseMessage response, string body, TimeProvider time)
    {
        string? error = null;
        string? says = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            error = document.RootElement.Text("error");
            says = string.Join(": ", new[] { error, document.RootElement.Text("error_description", "message") }.OfType<string>().Distinct(StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            // The excerpt of the body says what there is.
        }

        FailureKind? kind = (error, (int)response.StatusCode) switch
        {
            ("invalid_grant" or "invalid_request" or "access_denied" or "invalid_subject_token", < 500) => FailureKind.Unauthorised,
            ({ } named, < 500) when named.Contains("client", StringComparison.Ordinal) || named.Contains("scope", StringComparison.Ordinal) || named.Contains("redirect", StringComparison.Ordinal) => FailureKind.Misconfigured,
            (_, 400 or 401 or 403 or 404) => FailureKind.Misconfigured,
            _ => null,
        };
        return FailureTable.Of(response, body, time, kind, string.IsNullOrEmpty(says) ? null : FailureTable.Cut(says));
    }
}
