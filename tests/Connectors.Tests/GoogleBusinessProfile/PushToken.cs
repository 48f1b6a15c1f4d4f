using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

/// <summary>Makes push tokens as Google does, with a key of the test run's own.</summary>
internal static class PushToken
{
    internal const string Audience = "https://hub.example/hooks/apps/google-business-profile";
    internal const string Account = "push@hub-demo.iam.gserviceaccount.example";
    internal const string KeyId = "key-1";

    private static readonly RSA Key = RSA.Create(2048);
    private static readonly RSA OtherKey = RSA.Create(2048);

    /// <summary>The key set that holds <see cref="KeyId"/>.</summary>
    internal static string KeySet { get; } = Jwks(Key, KeyId);

    /// <summary>A key set with the same key id and another key.</summary>
    internal static string OtherKeySet { get; } = Jwks(OtherKey, KeyId);

    internal static JObject Claims(DateTimeOffset now) => new()
    {
        ["iss"] = "https://accounts.google.com",
        ["aud"] = Audience,
        ["azp"] = "113774264463038321964",
        ["sub"] = "113774264463038321964",
        ["email"] = Account,
        ["email_verified"] = true,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
    };

    internal static JObject Head() => new() { ["alg"] = "RS256", ["kid"] = KeyId, ["typ"] = "JWT" };

    internal static string Rs256(JObject head, JObject claims) =>
        Unsigned(head, claims) is var text ? text + "." + Base64UrlEncoder.Encode(Key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) : "";

    /// <summary>The old trick: the public key's text as the secret of an HMAC.</summary>
    internal static string Hs256(JObject head, JObject claims)
    {
        var text = Unsigned(head, claims);
        return text + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(text)));
    }

    internal static string Unsigned(JObject head, JObject claims) =>
        Base64UrlEncoder.Encode(head.ToString(Newtonsoft.Json.Formatting.None)) + "." + Base64UrlEncoder.Encode(claims.ToString(Newtonsoft.Json.Formatting.None));

    private static string Jwks(RSA key, string id)
    {
        var open = key.ExportParameters(false);
        return new JObject
        {
            ["keys"] = new JArray(
                new JObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = "older", ["e"] = "AQAB", ["n"] = Base64UrlEncoder.Encode(OtherKeyOr(key).ExportParameters(false).Modulus) },
                new JObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = id, ["e"] = Base64UrlEncoder.Encode(open.Exponent), ["n"] = Base64UrlEncoder.Encode(open.Modulus) }),
        }.ToString();
    }

    private static RSA OtherKeyOr(RSA key) => ReferenceEquals(key, Key) ? OtherKey : Key;
}
