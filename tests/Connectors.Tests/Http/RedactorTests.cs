using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Connectors.Tests.Http;

public sealed partial class RedactorTests
{
    private const string Secret = "Käse/kuchen+42&\"ist\"=gut?";

    static RedactorTests() => Redactor.Register(Secret, "canary-of-the-redactor");

    [Theory]
    [InlineData("Authorization: Bearer abcdefghijk", "abcdefghijk")]
    [InlineData("X-Shopify-Access-Token: plain-value", "plain-value")]
    [InlineData("token shpat_0123456789abcdef", "shpat_0123456789abcdef")]
    [InlineData("secret shpss_0123456789abcdef", "shpss_0123456789abcdef")]
    [InlineData("key 0123456789abcdef0123456789abcdef-us19", "0123456789abcdef")]
    [InlineData("""{"access_token":"zzzzzz"}""", "zzzzzz")]
    [InlineData("POST http://127.0.0.1/hooks/ana/mail/some-old-secret?x=1", "some-old-secret")]
    public void Credentials_are_known_by_their_looks(string text, string secret) => Assert.DoesNotContain(secret, Redactor.Redact(text), StringComparison.Ordinal);

    [Fact]
    public void A_known_secret_is_found_in_every_writing()
    {
        var bytes = Encoding.UTF8.GetBytes(Secret);
        string[] writings =
        [
            Secret, Uri.EscapeDataString(Secret), System.Net.WebUtility.UrlEncode(Secret), EscapeSequence().Replace(Uri.EscapeDataString(Secret), m => m.Value.ToLowerInvariant()), JsonSerializer.Serialize(Secret),
            Newtonsoft.Json.JsonConvert.ToString(Secret), System.Net.WebUtility.HtmlEncode(Secret), Convert.ToBase64String(bytes), Uri.EscapeDataString(Convert.ToBase64String(bytes)), Convert.ToHexStringLower(bytes),
        ];

        Assert.All(writings, w => Assert.Equal("a [redacted] b", Redactor.Redact("a " + w.Trim('"') + " b")));
    }

    [Fact]
    public void A_known_secret_is_found_inside_any_base64()
    {
        var secret = Encoding.UTF8.GetBytes("canary-of-the-redactor");
        Gen.Select(Gen.Byte.Array[0, 30], Gen.Byte.Array[0, 30]).Sample((before, after) =>
        {
            var clean = Redactor.Redact(Convert.ToBase64String([.. before, .. secret, .. after]));

            // What is left beside the mark is decided by the bytes around it.
            var whole = Convert.ToBase64String([.. before, .. secret, .. after]);
            return clean.Contains("[redacted]", StringComparison.Ordinal) && clean.Length - "[redacted]".Length <= whole.Length - (secret.Length * 8 / 6) + 2;
        });
    }

    [Fact]
    public void Text_without_secrets_stays_as_it_is() => Gen.String[Gen.Char.AlphaNumeric, 0, 200].Sample(text => Redactor.Redact(text) == text);

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex EscapeSequence();
}
