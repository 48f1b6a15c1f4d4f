using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Sharing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Sharing;

public sealed class ShareAddressTests
{
    [Theory]
    [InlineData(null, "http://127.0.0.1:5080/shared/t", true)]
    [InlineData("http://127.0.0.1:9/", "http://127.0.0.1:5080/shared/t", true)]
    [InlineData("https://hub.example.com", "https://hub.example.com/shared/t", false)]
    [InlineData("https://example.com/hub/", "https://example.com/hub/shared/t", false)]
    public void The_public_address_is_taken_where_there_is_one(string? known, string url, bool onlyHere) =>
        Assert.Equal(new ShareAddress(url, onlyHere), ShareAddress.Of(Setup(known), "http://127.0.0.1:5080/", "t"));

    [Theory]
    [InlineData("https://hub.example.com", false)]
    [InlineData("https://hub.example.com.evil.example", true)]
    public void Behind_a_proxy_the_public_address_is_the_pages_own(string origin, bool foreign)
    {
        using var services = new ServiceCollection().AddSingleton(new CurrentSetup(Setup("https://hub.example.com/"))).BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new HostString("127.0.0.1", 5080), "/shared/t");
        http.Request.Headers.Origin = origin;
        Assert.Equal(foreign, ForeignPageGuard.IsForeignToShared(http.Request));
        Assert.True(ForeignPageGuard.IsForeign(http.Request)); // the dashboard itself has no public address
    }

    private static HubSetup Setup(string? url) => new(url is null ? null : new Uri(url), [], []);
}
