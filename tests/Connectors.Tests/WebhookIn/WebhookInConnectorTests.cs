using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.WebhookIn;

namespace IntegrationHub.Connectors.Tests.WebhookIn;

/// <summary>The conformance suite on calls after Standard Webhooks, and what is its own: other signatures, settings, presets.</summary>
public sealed class WebhookInConnectorTests : ConnectorConformance
{
    protected override IConnector Connector { get; } = new WebhookInConnector();

    protected override byte[] SampleBody { get; } = """{"event":"invitee.created","payload":{"uri":"u-1","email":"jo@example.com","name":"Jo Sample"}}"""u8.ToArray();

    protected override IReadOnlyList<string> Topics => ["json", "form"];

    protected override WebhookRequest Signed(byte[] body)
    {
        var time = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] message = [.. Encoding.UTF8.GetBytes($"msg_1.{time}."), .. body];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), message));
        return Request(body, new Dictionary<string, string> { ["webhook-id"] = "msg_1", ["webhook-timestamp"] = time, ["webhook-signature"] = "v1," + signature });
    }

    protected override WebhookRequest WithSignature(WebhookRequest request, Func<string, string> change) =>
        request with { Header = name => name.Equals("webhook-signature", StringComparison.OrdinalIgnoreCase) ? change(request.Header(name)!) : request.Header(name) };

    [Fact]
    public void An_old_call_is_told_apart() => Assert.Equal(VerificationReason.StaleTime, Connector.Verify(Signed(SampleBody), Secrets, Now.AddMinutes(6)).Reason);

    [Theory]
    [InlineData("X-Signature-256", "sha256=", true)]
    [InlineData("X-Signature-256", "", true)]
    [InlineData("X-Hub-Signature-256", "sha256=", true)]
    [InlineData("X-Signature-256", "", false)]
    public void One_header_with_the_bodys_hmac_counts_too(string header, string prefix, bool hex)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), SampleBody);
        var request = Request(SampleBody, new Dictionary<string, string> { [header] = prefix + (hex ? Convert.ToHexStringLower(hash) : Convert.ToBase64String(hash)) });
        Assert.True(Connector.Verify(request, Secrets, Now).IsValid);
        Assert.False(Connector.Verify(request with { Body = "{}"u8.ToArray() }, Secrets, Now).IsValid);
    }

    [Fact]
    public void A_secret_after_Standard_Webhooks_is_base64()
    {
        var key = RandomNumberGenerator.GetBytes(24);
        var time = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"m.{time}.").Concat(SampleBody).ToArray()));
        var request = Request(SampleBody, new Dictionary<string, string> { ["webhook-id"] = "m", ["webhook-timestamp"] = time, ["webhook-signature"] = "v1,xxxx v1," + signature });
        Assert.True(Connector.Verify(request, new(["whsec_" + Convert.ToBase64String(key)], null, new Dictionary<string, string>()), Now).IsValid);
    }

    [Fact]
    public void Without_a_secret_the_address_vouches() =>
        Assert.True(Connector.Verify(Request(SampleBody, new Dictionary<string, string>()), new([], null, new Dictionary<string, string>()), Now).IsValid);
}
