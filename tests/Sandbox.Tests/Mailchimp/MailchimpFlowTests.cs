using IntegrationHub.Sandbox.Mailchimp;

namespace IntegrationHub.Sandbox.Tests.Mailchimp;

public sealed class MailchimpFlowTests : MailchimpFixture
{
    private MailchimpFlow Welcome => Account.Flows.Count > 0 ? Account.Flows[0].Flow : Account.AddFlow(new MailchimpFlow
    {
        Name = "Welcome", ListId = List.Id, Tag = "welcome", Event = "welcome_again", StepId = 7,
        Mails = [new(TimeSpan.FromMinutes(2), "Welcome"), new(TimeSpan.FromDays(3), "Our bread")],
    });

    [Fact]
    public async Task A_tag_starts_the_flow_and_its_mails_leave_when_they_are_due()
    {
        await StartAsync();
        Account.RunDue();
        Assert.Empty(Mails());

        Clock.Advance(TimeSpan.FromMinutes(10));
        var (_, feed, _) = await CallAsync("GET", MemberPath("ada@example.com") + "/activity-feed?activity_filters=sent");
        Assert.Equal("2026-11-02T08:02:00+00:00", (string?)Assert.Single(feed["activity"]!)["created_at_timestamp"]);
        Clock.Advance(TimeSpan.FromDays(30));
        Account.RunDue();
        Assert.Equal([Monday.AddMinutes(2), Monday.AddMinutes(2).AddDays(3)], Mails().Select(m => m.At));
        Assert.All(Mails(), m => Assert.Equal(("flow", "Welcome"), (m.By.Kind, m.By.Name)));
    }

    [Fact]
    public async Task The_flow_ends_when_its_tag_goes()
    {
        await StartAsync();
        Clock.Advance(TimeSpan.FromHours(1));
        await CallAsync("POST", MemberPath("ada@example.com") + "/tags", new { tags = new[] { new { name = "welcome", status = "inactive" } } });
        Clock.Advance(TimeSpan.FromDays(30));
        Account.RunDue();
        Assert.Single(Mails());
        Assert.Equal(0, Account.InFlow("Welcome"));
    }

    [Fact]
    public async Task The_flow_ends_when_the_member_leaves()
    {
        await StartAsync();
        Account.Unsubscribe(List.Id, "ada@example.com");
        Clock.Advance(TimeSpan.FromDays(30));
        Account.RunDue();
        Assert.Empty(Mails());
    }

    [Fact]
    public async Task Synchronised_tags_start_nothing()
    {
        _ = Welcome;
        Account.Subscribe(List.Id, "ada@example.com");
        await CallAsync("POST", MemberPath("ada@example.com") + "/tags", new { is_syncing = true, tags = new[] { new { name = "welcome", status = "active" } } });
        Assert.Equal(0, Account.InFlow("Welcome"));
    }

    [Fact]
    public async Task A_flow_that_is_off_starts_for_nobody_and_keeps_who_is_inside()
    {
        await StartAsync();
        Account.SwitchFlow("Welcome", false);
        Account.Subscribe(List.Id, "late@example.com");
        Account.Tag(List.Id, "late@example.com", "welcome");
        Clock.Advance(TimeSpan.FromHours(1));
        Account.RunDue();
        Assert.Empty(Mails());

        Account.SwitchFlow("Welcome", true);
        Account.RunDue();
        Assert.Equal("ada@example.com", Assert.Single(Mails()).Values["email"]);
    }

    [Fact]
    public async Task An_event_and_an_api_call_start_it_too()
    {
        _ = Welcome;
        Account.Subscribe(List.Id, "ada@example.com");
        Account.Subscribe(List.Id, "bob@example.com");
        await CallAsync("POST", MemberPath("ada@example.com") + "/events", new { name = "welcome_again" });
        Assert.Equal(204, (await CallAsync("POST", $"customer-journeys/journeys/{Welcome.JourneyId}/steps/7/actions/trigger", new { email_address = "bob@example.com" })).Status);
        Assert.Equal(404, (await CallAsync("POST", $"customer-journeys/journeys/{Welcome.JourneyId}/steps/8/actions/trigger", new { email_address = "bob@example.com" })).Status);
        Assert.Equal(2, Account.InFlow("Welcome"));
    }

    [Fact]
    public async Task A_campaign_reaches_the_subscribed_and_its_report_tells_what_they_did()
    {
        foreach (var name in new[] { "ada", "bob", "cy" })
        {
            Account.Subscribe(List.Id, $"{name}@example.com");
        }

        Account.Unsubscribe(List.Id, "cy@example.com");
        var campaign = Account.SendCampaign(List.Id, "Autumn bread", "Autumn bread is here");
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(Account.Open(List.Id, "ada@example.com", campaign.Id));
        Assert.True(Account.Click(List.Id, "ada@example.com", campaign.Id, "https://shop.example.com/bread"));
        Assert.False(Account.Open(List.Id, "cy@example.com", campaign.Id));

        var (_, activity, _) = await CallAsync("GET", $"reports/{campaign.Id}/email-activity?count=100");
        Assert.Equal(["open", "click"], activity["emails"]!.First(e => (string?)e["email_address"] == "ada@example.com")["activity"]!.Select(a => (string?)a["action"]));
        Assert.Equal(2, (int)(await CallAsync("GET", $"reports/{campaign.Id}/sent-to")).Body["total_items"]!);
        Assert.Equal(1, (int)(await CallAsync("GET", $"reports/{campaign.Id}")).Body.SelectToken("clicks.unique_clicks")!);
        Assert.Equal(campaign.Id, (string?)(await CallAsync("GET", "campaigns?status=sent&since_send_time=2026-11-02T00:00:00Z")).Body.SelectToken("campaigns[0].id"));
    }

    [Fact]
    public void History_starts_no_flow()
    {
        _ = Welcome;
        using (Vendors.World.InThePast(Monday.AddDays(-100)))
        {
            Account.Subscribe(List.Id, "ada@example.com");
            Account.Tag(List.Id, "ada@example.com", "welcome");
        }

        Assert.Equal(0, Account.InFlow("Welcome"));
    }

    private async Task StartAsync()
    {
        _ = Welcome;
        Account.Subscribe(List.Id, "ada@example.com");
        await CallAsync("POST", MemberPath("ada@example.com") + "/tags", new { tags = new[] { new { name = "welcome", status = "active" } } });
        Assert.Equal(1, Account.InFlow("Welcome"));
    }

    private IReadOnlyList<LedgerEntry> Mails() => Vendors.Ledger.Entries(verb: "mail.send");
}
