using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Mailchimp;

namespace IntegrationHub.Connectors.Tests.Mailchimp;

public sealed class MailchimpConnectorTests : ConnectorConformance
{
    private const string SignatureHeader = "X-Mailchimp-Signature";

    protected override IConnector Connector { get; } = new MailchimpConnector();

    protected override byte[] SampleBody { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Mailchimp", "payloads", "subscribe.form"));

    protected override IReadOnlyList<string> Topics => ["subscribe", "unsubscribe", "profile", "upemail", "cleaned", "campaign", "stream:members", "stream:campaigns", "stream:activity", "fetch:activity", "unknown"];

    protected override WebhookRequest Signed(byte[] body) => SignedAt(body, Now, Secret);

    protected override WebhookRequest WithSignature(WebhookRequest request, Func<string, string> change) =>
        request with { Header = name => name.Equals(SignatureHeader, StringComparison.OrdinalIgnoreCase) ? change(request.Header(name)!) : request.Header(name) };

    private static WebhookRequest SignedAt(byte[] body, DateTimeOffset at, string secret)
    {
        var time = at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(time + ".").Concat(body).ToArray()));
        return Request(body, new Dictionary<string, string> { [SignatureHeader] = $"t={time},v1={hex}" });
    }

    [Fact]
    public void The_vector_of_the_vendor_sheet_holds()
    {
        var request = Request(SampleBody, new Dictionary<string, string> { [SignatureHeader] = "t=1780000000,v1=906eb4c2d5d835d68ced3458a934288bef5b52a3611323ea0297ab49932d2444" });
        Assert.Equal(VerificationReason.Valid, Connector.Verify(request, new(["mc_test_signing_secret"], null, new Dictionary<string, string>()), Now).Reason);
    }

    [Theory]
    [InlineData(-301, VerificationReason.StaleTime)]
    [InlineData(301, VerificationReason.StaleTime)]
    [InlineData(-300, VerificationReason.Valid)]
    [InlineData(300, VerificationReason.Valid)]
    public void The_time_counts_in_both_directions(int seconds, VerificationReason expected) =>
        Assert.Equal(expected, Connector.Verify(SignedAt(SampleBody, Now.AddSeconds(seconds), Secret), Secrets, Now).Reason);

    [Fact]
    public void Without_a_signing_secret_the_address_speaks() =>
        Assert.True(Connector.Verify(Request(SampleBody, new Dictionary<string, string>()), new([], null, new Dictionary<string, string>()), Now).IsValid);

    [Theory]
    [InlineData("t=1780000000,t=1780000000,v1=00")]
    [InlineData("v1=00")]
    [InlineData("t=-1,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public void Odd_headers_are_refused(string header) =>
        Assert.Equal(VerificationReason.WrongSignature, Connector.Verify(Request(SampleBody, new Dictionary<string, string> { [SignatureHeader] = header }), Secrets, Now).Reason);

    [Fact]
    public void The_key_is_the_hash_of_the_bytes()
    {
        var part = Assert.Single(Connector.Split(Signed(SampleBody)).Parts);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(SampleBody)), part.Key1);
        Assert.Equal("subscribe", part.Topic);
        Assert.Equal(new DateTimeOffset(2026, 5, 21, 18, 4, 0, TimeSpan.Zero), part.VendorAt);
    }
}
