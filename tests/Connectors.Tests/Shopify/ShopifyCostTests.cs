using System.Text;
using IntegrationHub.Connectors.Shopify;

namespace IntegrationHub.Connectors.Tests.Shopify;

public sealed class ShopifyCostTests
{
    [Theory]
    [InlineData(250, 2000, 100, null)]
    [InlineData(250, 1000, 100, null)]
    [InlineData(250, 500, 100, 5.0)] // four calls of 250 may be under way
    [InlineData(250, 0, 100, 10.0)]
    [InlineData(250, 500, 1000, 0.5)]
    [InlineData(900, 100, 100, 19.0)] // never more than the bucket holds
    public void The_bucket_rests_until_the_calls_under_way_fit(int asked, int left, int rate, double? seconds)
    {
        using var response = Answer($$$"""{"data":{},"extensions":{"cost":{"requestedQueryCost":{{{asked}}},"actualQueryCost":10,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":{{{left}}},"restoreRate":{{{rate}}} } } } }""");
        Assert.Equal(seconds, ShopifyCost.RestAfter(response)?.TotalSeconds);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"extensions":{"cost":"x"}}""")]
    [InlineData("""{"extensions":{"cost":{"requestedQueryCost":10,"throttleStatus":{"currentlyAvailable":1,"restoreRate":0}}}}""")]
    public void An_answer_that_says_nothing_lets_the_next_call_go(string body)
    {
        using var response = Answer(body);
        Assert.Null(ShopifyCost.RestAfter(response));
    }

    [Fact]
    public async Task The_body_can_still_be_read()
    {
        using var response = Answer("""{"data":{"a":1}}""");
        ShopifyCost.RestAfter(response);
        Assert.Equal("""{"data":{"a":1}}""", await response.Content.ReadAsStringAsync());
    }

    private static HttpResponseMessage Answer(string body) => new() { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
