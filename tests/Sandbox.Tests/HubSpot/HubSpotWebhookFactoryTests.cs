using System.Text;
using IntegrationHub.Sandbox.HubSpot;

namespace IntegrationHub.Sandbox.Tests.HubSpot;

/// <summary>The vendor's published signature vectors.</summary>
public sealed class HubSpotWebhookFactoryTests
{
    private const string Secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private const string Url = "https://www.example.com/webhook_uri";
    private static readonly byte[] Creation = Encoding.UTF8.GetBytes(
        """[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]""");

    [Fact]
    public void V1_is_hex_of_secret_and_body() =>
        Assert.Equal("232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de", HubSpotWebhookFactory.SignV1(Secret, Creation));

    [Fact]
    public void V2_of_a_get_without_body() =>
        Assert.Equal("eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e", HubSpotWebhookFactory.SignV2(Secret, "GET", Url, []));

    [Fact]
    public void V2_of_a_post() =>
        Assert.Equal("9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900", HubSpotWebhookFactory.SignV2(Secret, "POST", Url, """{"example_field":"example_value"}"""u8.ToArray()));

    [Fact]
    public void V3_of_a_post() =>
        Assert.Equal("K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=", HubSpotWebhookFactory.SignV3(Secret, "POST", Url, "{'example_field':'example_value'}"u8.ToArray(), 1693657560000));

    [Theory]
    [InlineData("https://www.example.com/webhook_uri", "8MgD5cVt8jJibDQhIAjkbTrPKbVQn2NAFN8MdBuDlQ4=")]
    [InlineData("https://www.example.com/hooks/hubspot?tenant=a%2Fb%40c", "PG7Qs5qDtMn3xPqOi54vHNphNS8PfTTArTYSOp5s534=")]
    public void V3_decodes_the_listed_escapes_of_the_address(string url, string signature) =>
        Assert.Equal(signature, HubSpotWebhookFactory.SignV3(Secret, "POST", url, Creation, 1780000000000));

    [Fact]
    public void V3_leaves_other_escapes_alone() =>
        Assert.NotEqual(HubSpotWebhookFactory.SignV3(Secret, "POST", Url + "?a=b%20c", Creation, 1), HubSpotWebhookFactory.SignV3(Secret, "POST", Url + "?a=b c", Creation, 1));
}
