using System.Net;
using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Connectors.Tests.Http;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    public void What_is_not_the_open_internet_is_closed(string address) => Assert.False(AddressGuard.IsOpen(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700:4700::1111")]
    public void The_open_internet_is_open(string address) => Assert.True(AddressGuard.IsOpen(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://127.0.0.1:9/x")]
    [InlineData("https://localhost:9/x")]
    [InlineData("https://localhost.:9/x")]
    [InlineData("https://[::1]:9/x")]
    [InlineData("https://2130706433:9/x")] // 127.0.0.1 as one number
    [InlineData("https://0x7f000001:9/x")]
    [InlineData("https://017700000001:9/x")]
    [InlineData("https://[::ffff:127.0.0.1]:9/x")]
    public async Task Nothing_is_sent_there_however_it_is_written(string address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = AddressGuard.ConnectAsync, UseProxy = false });
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => http.GetAsync(new Uri(address)));
        Assert.True(fault is BlockedAddressException || fault.InnerException is BlockedAddressException, fault.ToString());
    }
}
