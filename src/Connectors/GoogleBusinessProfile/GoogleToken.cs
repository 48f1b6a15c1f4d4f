using System.Security.Cryptography;
using IntegrationHub.Connectors.Contract;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>Google's push token: RS256 only, key by id from the fetched set, then issuer, audience, account and times.</summary>
internal static class GoogleToken
{
    private const int LongestToken = 16 * 1024;

    internal static WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (request.Header("Authorization") is not { Length: > 0 } header)
        {
            return new(VerificationReason.MissingSignature);
        }

        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header.Length > LongestToken)
        {
            return new(VerificationReason.WrongSignature);
        }

        try
        {
            var text = header["Bearer ".Length..].Trim();
            var token = new JsonWebToken(text);
            if (token.Alg != SecurityAlgorithms.RsaSha256)
            {
                return new(VerificationReason.WrongSignature);
            }

            var key = secrets.KeySet is { } set ? new JsonWebKeySet(set).Keys.FirstOrDefault(k => k.Kid == token.Kid && k.Kty == "RSA") : null;
            return key is null ? new(VerificationReason.UnknownKey)
                : !IsSigned(text, key) ? new(VerificationReason.WrongSignature)
                : new(Judge(token, secrets.Settings, now));
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or FormatException or InvalidOperationException or CryptographicException or System.Text.Json.JsonException)
        {
            return new(VerificationReason.WrongSignature);
        }
    }

    private static bool IsSigned(string text, JsonWebKey key)
    {
        var dot = text.LastIndexOf('.');
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(key.N), Exponent = Base64UrlEncoder.DecodeBytes(key.E) });
        return rsa.VerifyData(System.Text.Encoding.ASCII.GetBytes(text[..dot]), Base64UrlEncoder.DecodeBytes(text[(dot + 1)..]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static VerificationReason Judge(JsonWebToken token, IReadOnlyDictionary<string, string> settings, DateTimeOffset now)
    {
        // Without audience and account of our own any token of Google would pass: that is a missing secret, our fault.
        if (settings.GetValueOrDefault(GoogleBusinessProfileSettings.Audience) is not { Length: > 0 } audience
            || settings.GetValueOrDefault(GoogleBusinessProfileSettings.ServiceAccount) is not { Length: > 0 } account)
        {
            return VerificationReason.NoSecret;
        }

        var meant = token.Issuer is "https://accounts.google.com" or "accounts.google.com"
            && token.Audiences.Contains(audience, StringComparer.Ordinal)
            && token.TryGetPayloadValue<string>("email", out var email) && string.Equals(email, account, StringComparison.OrdinalIgnoreCase)
            && token.TryGetPayloadValue<bool>("email_verified", out var verified) && verified;
        if (!meant)
        {
            return VerificationReason.WrongRecipient;
        }

        var skew = GoogleBusinessProfileSettings.ClockSkew;
        return token.TryGetPayloadValue<long>("exp", out var expires) && token.TryGetPayloadValue<long>("iat", out var issued)
            && now.ToUnixTimeSeconds() <= (decimal)expires + (decimal)skew.TotalSeconds && now.ToUnixTimeSeconds() >= (decimal)issued - (decimal)skew.TotalSeconds
            ? VerificationReason.Valid : VerificationReason.StaleTime;
    }
}
