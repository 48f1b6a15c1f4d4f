using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Vendors;
using IntegrationHub.Sandbox.Shopify;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Backfilling;

/// <summary>What the tools say when they are asked how many there are of a span, and that the journal says the same after reading.</summary>
public sealed class CountingTests : IAsyncLifetime
{
    private SandboxHub _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = await SandboxHub.StartAsync(null, "shop/orders", "shop/customers", "list/members", "crm/contacts");
        await _hub.Until("select count(*) = 4 from cursor where first_done=1");
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Theory]
    [InlineData("shop", "orders")]
    [InlineData("shop", "customers")]
    [InlineData("list", "members")]
    [InlineData("crm", "contacts")]
    public async Task One_that_came_into_being_now_is_counted_now_and_not_before_and_the_journal_holds_it_under_the_same_time(string connection, string stream)
    {
        var before = await CountAsync(connection, stream, TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
        var earlier = await CountAsync(connection, stream, TimeSpan.FromDays(-2), TimeSpan.FromDays(-1));
        switch (stream)
        {
            case "orders": _hub.Vendors.Shopify.Shop("ana").PlaceOrder(new ShopifyBasket { Email = "jo@example.com", Lines = [new ShopifyLine("bread", "Bread", 1, 4.50m)] }); break;
            case "customers": _hub.Vendors.Shopify.Shop("ana").AddCustomer(new ShopifyCustomer { Email = "mo@example.com" }); break;
            case "members": _hub.Vendors.Mailchimp.Subscribe(_hub.Thing("list"), "lu@example.com"); break;
            default: _hub.Vendors.HubSpot.Create("contacts", new Dictionary<string, string?> { ["email"] = "bo@example.com" }); break;
        }

        Assert.Equal(before + 1, await CountAsync(connection, stream, TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5)));
        Assert.Equal(earlier, await CountAsync(connection, stream, TimeSpan.FromDays(-2), TimeSpan.FromDays(-1)));
        var info = _hub.Setup.Connection("ana", connection)!.Grant.Connector.Info.Streams.Single(s => s.Name == stream);
        await _hub.Services.GetRequiredService<IntegrationHub.Hub.Polling.GapPolls>().RequestAsync("ana", connection);
        await _hub.Until($"select count(*) from event where connection='{connection}' and name='{info.Born}' and occurred_at > {TimeProvider.System.GetUtcNow().AddMinutes(-5).ToUnixTimeMilliseconds()}");
    }

    private async Task<long> CountAsync(string connection, string stream, TimeSpan from, TimeSpan to)
    {
        var (setup, now) = (_hub.Setup.Connection("ana", connection)!, TimeProvider.System.GetUtcNow());
        var answer = await setup.Grant.Connector.CountAsync(_hub.Services.GetRequiredService<VendorSessions>().For(setup, CallPriority.Backfill), stream, now + from, now + to, CancellationToken.None);
        Assert.Null(answer.Failure);
        return answer.Value;
    }
}
