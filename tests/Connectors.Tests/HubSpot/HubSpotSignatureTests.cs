using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;

namespace IntegrationHub.Connectors.Tests.HubSpot;

public sealed class HubSpotSignatureTests
{
    private const string Secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private const string Url = "https://www.example.com/webhook_uri";
    private const string Events = """[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]""";
    private const string V3OfEvents = "8MgD5cVt8jJibDQhIAjkbTrPKbVQn2NAFN8MdBuDlQ4=";
    private const string V1OfEvents = "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de";
    private const long Stamp = 1780000000000;

    [Fact]
    public void V1_vector_is_valid() => Assert.Equal(VerificationReason.Valid, Old("POST", Events, V1OfEvents, "v1").Reason);

    [Theory]
    [InlineData("GET", "", "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e")]
    [InlineData("POST", """{"example_field":"example_value"}""", "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900")]
    public void V2_vectors_are_valid(string method, string body, string signature) =>
        Assert.Equal(VerificationReason.Valid, Old(method, body, signature, "v2").Reason);

    [Fact]
    public void V2_signature_called_v1_is_wrong() => Assert.Equal(
        VerificationReason.WrongSignature, Old("GET", "", "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e", "v1").Reason);

    [Fact]
    public void V3_vendor_vector_is_valid() => Assert.Equal(
        VerificationReason.Valid, V3("{'example_field':'example_value'}", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=", 1693657560000, 1693657560000).Reason);

    [Theory]
    [InlineData("https://www.example.com/hooks/hubspot?tenant=a%2Fb%40c")]
    [InlineData("https://www.example.com/hooks/hubspot?tenant=a%2fb%40c")]
    public void V3_decodes_listed_escapes_in_both_cases(string url) => Assert.Equal(
        VerificationReason.Valid, V3(Events, "PG7Qs5qDtMn3xPqOi54vHNphNS8PfTTArTYSOp5s534=", Stamp, Stamp, url).Reason);

    [Theory]
    [InlineData("/a%20b%25%2B%252F", "/a%20b%25%2B%252F")]
    [InlineData("/a%3A%3f?x=%2", "/a:??x=%2")]
    public void Other_escapes_stay(string uri, string expected) => Assert.Equal(expected, HubSpotSignature.DecodeListed(uri));

    [Theory]
    [InlineData(300_000, VerificationReason.Valid)]
    [InlineData(-300_000, VerificationReason.Valid)]
    [InlineData(300_001, VerificationReason.StaleTime)]
    [InlineData(-300_001, VerificationReason.StaleTime)]
    public void V3_time_is_bounded_in_both_directions(long away, VerificationReason expected) =>
        Assert.Equal(expected, V3(Events, V3OfEvents, Stamp, Stamp + away).Reason);

    [Theory]
    [InlineData("")]
    [InlineData("8MgD5cVt8jJibDQhIAjkbTrPKbVQn2NAFN8MdBuDlQ4")]
    [InlineData("8MgD5cVt8jJibDQhIAjkbTrPKbVQn2NAFN8MdBuDlQ4= ")]
    [InlineData("8MgD5cVt")]
    [InlineData("not base64 at all, but forty-four characters")]
    public void Malformed_v3_is_refused(string signature) => Assert.False(V3(Events, signature, Stamp, Stamp).IsValid);

    [Fact]
    public void Each_changed_byte_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Events);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.Equal(VerificationReason.WrongSignature, Verify("POST", Url, bytes, V3Headers(V3OfEvents, Stamp), Stamp, Secret).Reason);
            bytes[i] ^= 1;
        }
    }

    [Fact]
    public void A_wrong_v3_is_not_saved_by_a_right_v1()
    {
        var headers = V3Headers("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", Stamp);
        headers["X-HubSpot-Signature"] = V1OfEvents;
        Assert.Equal(VerificationReason.WrongSignature, Verify("POST", Url, Encoding.UTF8.GetBytes(Events), headers, Stamp, Secret).Reason);
    }

    [Fact]
    public void The_older_live_secret_still_counts() => Assert.Equal(
        new WebhookVerification(VerificationReason.Valid, 1),
        Verify("POST", Url, Encoding.UTF8.GetBytes(Events), V3Headers(V3OfEvents, Stamp), Stamp, "fresh", Secret));

    [Fact]
    public void No_secret_is_our_fault() =>
        Assert.Equal(VerificationReason.NoSecret, Verify("POST", Url, Encoding.UTF8.GetBytes(Events), V3Headers(V3OfEvents, Stamp), Stamp).Reason);

    [Fact]
    public void No_header_is_missing() => Assert.Equal(VerificationReason.MissingSignature, Verify("POST", Url, [], [], Stamp, Secret).Reason);

    private static WebhookVerification Old(string method, string body, string signature, string version) => Verify(
        method, Url, Encoding.UTF8.GetBytes(body), new() { ["X-HubSpot-Signature"] = signature, ["X-HubSpot-Signature-Version"] = version }, Stamp, Secret);

    private static WebhookVerification V3(string body, string signature, long stamp, long now, string url = Url) =>
        Verify("POST", url, Encoding.UTF8.GetBytes(body), V3Headers(signature, stamp), now, Secret);

    private static Dictionary<string, string> V3Headers(string signature, long stamp) =>
        new() { ["X-HubSpot-Signature-v3"] = signature, ["X-HubSpot-Request-Timestamp"] = stamp.ToString() };

    private static WebhookVerification Verify(string method, string url, byte[] body, Dictionary<string, string> headers, long now, params string[] secrets) =>
        HubSpotWebhooks.Verify(
            new(method, url, name => headers.GetValueOrDefault(name), body), new(secrets, null, new Dictionary<string, string>()), DateTimeOffset.FromUnixTimeMilliseconds(now));
}
