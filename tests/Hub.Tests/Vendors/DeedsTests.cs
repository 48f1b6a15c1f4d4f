using System.Globalization;
using IntegrationHub.Sandbox.Shopify;

namespace IntegrationHub.Hub.Tests.Vendors;

/// <summary>What the hub can do in the tools, through the outbox and over HTTP; the simulated tools' own ledger says what was really done.</summary>
public sealed class DeedsTests
{
    [Fact]
    public async Task Shopify()
    {
        await using var hub = await SandboxHub.StartAsync();
        var shop = hub.Vendors.Shopify.Shop("ana");
        var people = Enumerable.Range(1, 6).Select(i => shop.AddCustomer(new ShopifyCustomer { Email = $"p{i}@example.com", FirstName = "P", Note = i == 2 ? "Likes rye\nHub: old" : null, EmailConsent = i == 3 ? "SUBSCRIBED" : i == 6 ? "UNSUBSCRIBED" : "NOT_SUBSCRIBED" })).ToList();
        var order = shop.PlaceOrder(new ShopifyBasket { CustomerId = people[0].Id, Lines = [new("B1", "Bread", 1, 4.5m)] });

        await hub.DoAsync("shop", "login-shopify",
        [
            new("order.tag.add", 0, Number(people[0].Id), $$"""{"tag":"late","order":"{{order.Id}}"}"""),
            new("note.set", 1, Number(people[1].Id), """{"text":"stage loyalty, heard of us by a friend"}"""),
            new("consent.set", 2, Number(people[2].Id), """{"state":"unsubscribed"}"""),
            new("metafield.set", 3, Number(people[3].Id), """{"key":"stage","value":"loyalty"}"""),
            new("code.create", 4, Number(people[4].Id), """{"percent":"10","code":"TEA-P5"}"""),
            new("consent.set", 5, Number(people[5].Id), """{"state":"subscribed","proof":"a form"}"""),
        ]);

        Assert.Single(hub.Vendors.Ledger.Entries("shopify", verb: "order.tag.add"), e => e.Values["tags"] == "late");
        Assert.Single(hub.Vendors.Ledger.Entries("shopify", verb: "customer.update"), e => e.Values["note"] == "Likes rye\nHub: stage loyalty, heard of us by a friend");
        Assert.Single(hub.Vendors.Ledger.Entries("shopify", verb: "customer.consent"), e => e.Object == people[2].Gid && e.Values["state"] == "UNSUBSCRIBED");
        Assert.Single(hub.Vendors.Ledger.Entries("shopify", verb: "metafield.set"), e => e.Values["namespace"] == "$app:hub" && e.Values["value"] == "loyalty");
        Assert.Single(hub.Vendors.Ledger.Entries("shopify", verb: "discount.create"), e => e.Values["code"] == "TEA-P5" && e.Values["percentage"] == "0.1" && e.Values["customers"] == people[4].Gid);
        Assert.All(Enumerable.Range(1, 5), n => Assert.StartsWith("3 ", Result(hub, n), StringComparison.Ordinal));
        Assert.StartsWith("5 The customer said no here", Result(hub, 6), StringComparison.Ordinal);
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    // State and words.
    private static string Result(SandboxHub hub, int action) => hub.Read<string>($"select state || ' ' || result from action where id = {action}")!;
}
