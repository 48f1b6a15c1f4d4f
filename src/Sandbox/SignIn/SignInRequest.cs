using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Sandbox.SignIn;

/// <summary>What an app asks for in the address of an authorize page.</summary>
internal sealed record SignInRequest(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What the buttons of the page add; tests may give it at once.</summary>
    public const string DecisionField = "decision";

    public string ClientId => this["client_id"];

    public string RedirectUri => this["redirect_uri"];

    public string State => this["state"];

    public string Challenge => this["code_challenge"];

    /// <summary>RFC 7636: without a method the challenge is the verifier itself.</summary>
    public string ChallengeMethod => this["code_challenge_method"] is { Length: > 0 } method ? method : "plain";

    /// <summary>Why the challenge cannot be used; null when it can, or there is none.</summary>
    public string? ChallengeRefusal => ChallengeMethod is "S256" or "plain" ? null : "The code_challenge_method must be S256 or plain.";

    public string this[string name] => Fields.GetValueOrDefault(name) ?? "";

    public static SignInRequest Read(HttpRequest request) =>
        new(request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal));

    /// <summary>The scopes of a field, parted by spaces, commas or both.</summary>
    public IReadOnlyList<string> Scopes(string field) => [.. this[field].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>True when the verifier belongs to the challenge, or no challenge was given (RFC 7636, 4.6).</summary>
    public bool IsVerifiedBy(string? verifier) => Challenge.Length == 0
        || (verifier is not null && Challenge == (ChallengeMethod == "S256" ? WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier));
}
