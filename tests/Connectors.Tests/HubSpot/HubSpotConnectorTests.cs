using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.HubSpot;

namespace IntegrationHub.Connectors.Tests.HubSpot;

public sealed class HubSpotConnectorTests : ConnectorConformance
{
    private const string Url = "https://hub.example/hooks/apps/hubspot";

    protected override IConnector Connector { get; } = new HubSpotConnector();

    protected override byte[] SampleBody { get; } = Encoding.UTF8.GetBytes(
        """[{"eventId":11,"subscriptionId":5,"portalId":7001,"appId":900,"occurredAt":1780000000780,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":546500061938,"changeSource":"CRM_UI","sourceId":"userId:1"}]""");

    protected override IReadOnlyList<string> Topics =>
    [
        "contact.creation", "contact.propertyChange", "contact.deletion", "contact.restore", "contact.merge", "contact.associationChange", "contact.privacyDeletion", "deal.creation",
        "deal.propertyChange", "ticket.creation", "object.propertyChange", "stream:contacts", "stream:deals", "stream:tickets", "stream:notes", "stream:calls", "stream:meetings", "stream:tasks", "fetch:contact", "fetch:deal", "fetch:ticket", "gone:contact", "gone:deal", "company.merge",
    ];

    protected override WebhookRequest Signed(byte[] body)
    {
        var stamp = Now.ToUnixTimeMilliseconds().ToString();
        byte[] source = [.. Encoding.UTF8.GetBytes("POST" + Url), .. body, .. Encoding.UTF8.GetBytes(stamp)];
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), source));
        return Request(body, new Dictionary<string, string> { ["X-HubSpot-Signature-v3"] = signature, ["X-HubSpot-Request-Timestamp"] = stamp }, Url);
    }

    protected override WebhookRequest WithSignature(WebhookRequest request, Func<string, string> change) =>
        request with { Header = name => name == "X-HubSpot-Signature-v3" ? change(request.Header(name)!) : request.Header(name) };

    [Fact]
    public void One_broken_item_spoils_no_other()
    {
        var items = Enumerable.Range(0, 100).Select(i => i == 57 ? """{"portalId":1,"objectId":nope}""" : Item(i));
        var parts = Connector.Split(Signed(Encoding.UTF8.GetBytes("[" + string.Join(" ,\n", items) + "]"))).Parts;
        Assert.Equal(100, parts.Count);
        Assert.NotNull(Assert.Single(parts, p => p.Quarantine is not null).Quarantine);
        Assert.Equal(100, parts.Select(p => p.Key1).Distinct().Count());
    }

    [Fact]
    public void An_item_lies_exactly_at_its_bytes()
    {
        var body = Encoding.UTF8.GetBytes("[ " + Item(1) + ", " + Item(2) + " ]");
        Assert.Equal([Item(1), Item(2)], Connector.Split(Signed(body)).Parts.Select(p => Encoding.UTF8.GetString(body, p.Offset, p.Length)));
    }

    [Fact]
    public void Keys_follow_the_design()
    {
        var part = Assert.Single(Connector.Split(Signed(Encoding.UTF8.GetBytes(
            """[{"subscriptionId":2,"portalId":7001,"occurredAt":1780000009000,"subscriptionType":"contact.propertyChange","objectId":541935488729,"propertyName":"city","propertyValue":"Ulm","changeSource":"INTEGRATION","sourceId":"900","attemptNumber":3}]"""))).Parts);
        Assert.Equal($"7001|2|541935488729|1780000009000|city|{Convert.ToHexStringLower(SHA256.HashData("Ulm"u8))}|INTEGRATION|900", part.Key1);
        Assert.Equal(("contact.propertyChange", "7001", DateTimeOffset.FromUnixTimeMilliseconds(1780000009000)), (part.Topic, part.Route, part.VendorAt));
    }

    [Fact]
    public void A_repeated_attempt_has_the_same_key() =>
        Assert.Equal(
            Connector.Split(Signed(SampleBody)).Parts[0].Key1,
            Connector.Split(Signed(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SampleBody).Replace("\"attemptNumber\":0", "\"attemptNumber\":4").Replace("\"eventId\":11", "\"eventId\":12")))).Parts[0].Key1);

    [Fact]
    public void An_empty_array_has_no_parts() => Assert.Empty(Connector.Split(Signed("[]"u8.ToArray())).Parts);

    [Fact]
    public void A_lone_object_is_taken() => Assert.Null(Assert.Single(Connector.Split(Signed(Encoding.UTF8.GetBytes(Item(1)))).Parts).Quarantine);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("\"text\"")]
    public void What_is_no_array_is_kept_whole(string body) => Assert.NotNull(Assert.Single(Connector.Split(Signed(Encoding.UTF8.GetBytes(body))).Parts).Quarantine);

    [Fact]
    public void Event_type_of_the_documents_sample_is_read() =>
        Assert.Equal("contact.creation", Connector.Split(Signed(Encoding.UTF8.GetBytes(Item(1).Replace("subscriptionType", "eventType")))).Parts[0].Topic);

    private static string Item(int id) =>
        $$"""{"subscriptionId":5,"portalId":7001,"occurredAt":1780000000780,"subscriptionType":"contact.creation","objectId":{{id}},"changeSource":"CRM_UI","sourceId":"x]},{\"["}""";
}
