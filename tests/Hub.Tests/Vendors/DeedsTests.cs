using System.Globalization;
using IntegrationHub.Sandbox.Shopify;

namespace IntegrationHub.Hub.Tests.Vendors;

/// <summary>What the hub can do in the tools, through the outbox and over HTTP; the simulated tools' own ledger says what was really done.</summary>
public sealed class DeedsTests
{
    [Fact]
    public async Task HubSpot()
    {
        await using var hub = await SandboxHub.StartAsync();
        var crm = hub.Vendors.HubSpot;
        var ids = Enumerable.Range(1, 6).Select(i => Number(crm.Create("contacts", new Dictionary<string, string?> { ["email"] = $"p{i}@example.com" }).Id)).ToList();
        crm.OptOut("p3@example.com");

        await hub.DoAsync("crm", "login-hubspot",
        [
            new("email.unsubscribe", 0, ids[0], "{}"),
            new("email.subscribe", 1, ids[1], """{"subscription":"marketing information","proof":"a form"}"""),
            new("email.subscribe", 2, ids[2], """{"subscription":"Marketing Information","proof":"a form"}"""),
            new("email.unsubscribe", 3, null, """{"subscription":"One to One"}"""),
            new("contact.erase", 4, ids[4], "{}", ApprovedBy: "Anna"),
            new("contact.erase", 5, ids[5], "{}"),
            new("contact.erase", 8, null, "{}", ApprovedBy: "Anna"),
        ]);

        Assert.Equal(("true", true), (crm.Find("contacts", ids[0])!["hs_email_optout"], crm.IsOptedOut("p1@example.com")));
        Assert.StartsWith("5 HubSpot shows \"Marketing Information\" as UNSUBSCRIBED", Result(hub, 3), StringComparison.Ordinal);
        Assert.True(crm.IsOptedOut("p3@example.com"));
        Assert.Equal(
            [("p2@example.com", "SUBSCRIBED"), ("p4@example.com", "UNSUBSCRIBED")],
            hub.Vendors.Ledger.Entries("hubspot", verb: "consent.set").Select(e => (e.Object, e.Values["state"])).Order());
        Assert.Null(crm.Find("contacts", ids[4]));
        Assert.NotNull(crm.Find("contacts", ids[5]));
        Assert.Equal("7 Not sent: nobody approved it.", Result(hub, 6));
        Assert.Equal("3 HubSpot has no record with this person's address; nothing was there to delete.", Result(hub, 7));
        Assert.All(new[] { 1, 2, 4, 5 }, n => Assert.StartsWith("3 ", Result(hub, n), StringComparison.Ordinal));
    }

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

    [Fact]
    public async Task Mailchimp()
    {
        await using var hub = await SandboxHub.StartAsync();
        var (mail, list) = (hub.Vendors.Mailchimp, hub.Thing("list"));
        var members = Enumerable.Range(1, 8).Select(i => mail.Subscribe(list, $"p{i}@example.com")).ToList();
        mail.Unsubscribe(list, "p2@example.com");
        var bread = mail.AddInterest(list, "What you like", "Bread");
        var cake = mail.AddInterest(list, "What you like", "Cake");
        mail.AddFlow(new() { Name = "Winter", ListId = list, Mails = [new(TimeSpan.FromDays(1), "Winter bread")], JourneyId = 77, StepId = 5 });

        await hub.DoAsync("list", "login-mailchimp",
        [
            new("status.set", 0, members[0].Hash, """{"status":"unsubscribed"}"""),
            new("status.set", 1, members[1].Hash, """{"status":"subscribed","consent":"proven"}"""),
            new("interest.add", 2, members[2].Hash, """{"interest":"bread"}"""),
            new("interest.add", 2, members[2].Hash, """{"interest":"What you like: Cake"}"""),
            new("note.create", 3, members[3].Hash, """{"body":"Likes rye"}"""),
            new("journey.trigger", 4, members[4].Hash, """{"journey":"77","step":"5"}"""),
            new("member.archive", 5, members[5].Hash, "{}"),
            new("member.erase", 6, members[6].Hash, "{}", ApprovedBy: "Anna"),
            new("journey.trigger", 7, members[7].Hash, """{"journey":"78","step":"5"}"""),
        ]);

        Assert.Equal(("unsubscribed", "unsubscribed"), (mail.Member(list, "p1@example.com")!.Status, mail.Member(list, "p2@example.com")!.Status));
        Assert.StartsWith("5 The member is unsubscribed: they can only come back by themselves", Result(hub, 2), StringComparison.Ordinal);
        Assert.Equal(new HashSet<string> { bread, cake }, mail.Member(list, "p3@example.com")!.Interests);
        Assert.StartsWith("Likes rye\nhub-", mail.Member(list, "p4@example.com")!.Note, StringComparison.Ordinal);
        Assert.Single(hub.Vendors.Ledger.Entries("mailchimp", verb: "journey.trigger"), e => e.Values["email"] == "p5@example.com");
        Assert.Equal("archived", mail.Member(list, "p6@example.com")!.Status);
        Assert.Null(mail.Member(list, "p7@example.com"));
        Assert.StartsWith("5 Mailchimp has no such step", Result(hub, 9), StringComparison.Ordinal);
        Assert.All(new[] { 1, 3, 4, 5, 6, 7, 8 }, n => Assert.StartsWith("3 ", Result(hub, n), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Google()
    {
        await using var hub = await SandboxHub.StartAsync();
        await hub.DoAsync("reviews", "login-google-business-profile",
        [
            new("post.create", 0, null, """{"text":"10 % on rye","kind":"offer","headline":"Rye week","start":"2026-12-01","end":"2026-12-07","code":"RYE10"}""", ApprovedBy: "Anna"),
            new("hours.special.set", 1, null, """{"date":"2026-12-24","hours":"8:00-13:00"}""", ApprovedBy: "Anna"),
            new("hours.special.set", 2, null, """{"date":"2026-12-25","hours":"closed"}""", ApprovedBy: "Anna"),
            new("post.create", 3, null, """{"text":"Nobody said yes"}"""),
        ]);

        Assert.Equal("10 % on rye", Assert.Single(hub.Vendors.Ledger.Entries("google", verb: "localPost.create")).Values["summary"]);
        var hours = hub.Vendors.Ledger.Entries("google", verb: "location.update")[^1].Values["specialHours"]!;
        Assert.Contains("\"day\":24", hours, StringComparison.Ordinal);
        Assert.Contains("\"day\":25", hours, StringComparison.Ordinal);
        Assert.All(new[] { 1, 2, 3 }, n => Assert.StartsWith("3 ", Result(hub, n), StringComparison.Ordinal));
        Assert.Equal("7 Not sent: nobody approved it.", Result(hub, 4));
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    // State and words.
    private static string Result(SandboxHub hub, int action) => hub.Read<string>($"select state || ' ' || result from action where id = {action}")!;
}
