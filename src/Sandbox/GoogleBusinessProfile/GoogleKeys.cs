using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>The sandbox's own signing keys for push tokens (RS256), and their public part as a JWKS document. Thread safe.</summary>
public sealed class GoogleKeys : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Id, RSA Key)> _published = [];
    private readonly RSA _foreign = RSA.Create(2048);
    private readonly SandboxIds _ids;

    /// <summary>Makes the first key.</summary>
    public GoogleKeys(SandboxIds ids)
    {
        _ids = ids;
        Rotate(keepOld: false);
    }

    /// <summary>Signs with a new key from now on. The old one stays published unless <paramref name="keepOld"/> is false.</summary>
    public void Rotate(bool keepOld = true)
    {
        lock (_gate)
        {
            if (!keepOld)
            {
                foreach (var (_, old) in _published) old.Dispose();
                _published.Clear();
            }

            _published.Add((_ids.Hex(40), RSA.Create(2048)));
        }
    }

    /// <summary>The published keys, as served at <c>/oauth2/v3/certs</c>.</summary>
    public JObject Jwks()
    {
        lock (_gate)
        {
            return new JObject
            {
                ["keys"] = new JArray(_published.Select(k =>
                {
                    var p = k.Key.ExportParameters(false);
                    return new JObject { ["kid"] = k.Id, ["kty"] = "RSA", ["alg"] = "RS256", ["use"] = "sig", ["n"] = Base64Url(p.Modulus!), ["e"] = Base64Url(p.Exponent!) };
                })),
            };
        }
    }

    /// <summary>A compact JWT of these claims, signed by the newest key, or wrongly as the flaw says.</summary>
    public string Sign(JObject claims, GooglePushFlaw flaw = GooglePushFlaw.None)
    {
        lock (_gate)
        {
            var (id, key) = _published[^1];
            var header = new JObject
            {
                ["alg"] = flaw switch { GooglePushFlaw.AlgNone => "none", GooglePushFlaw.HmacWithPublicKey => "HS256", _ => "RS256" },
                ["kid"] = flaw == GooglePushFlaw.UnknownKeyId ? "0000000000000000000000000000000000000000" : id,
                ["typ"] = "JWT",
            };
            var signed = Base64Url(Text(header)) + "." + Base64Url(Text(claims));
            var bytes = Encoding.ASCII.GetBytes(signed);
            var signature = flaw switch
            {
                GooglePushFlaw.AlgNone => [],
                GooglePushFlaw.HmacWithPublicKey => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), bytes),
                GooglePushFlaw.ForeignKey or GooglePushFlaw.UnknownKeyId => _foreign.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                _ => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            };
            return signed + "." + Base64Url(signature);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, key) in _published) key.Dispose();
            _published.Clear();
            _foreign.Dispose();
        }
    }

    private static byte[] Text(JObject json) => Encoding.UTF8.GetBytes(json.ToString(Formatting.None));

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
