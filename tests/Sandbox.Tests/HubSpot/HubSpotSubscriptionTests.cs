namespace IntegrationHub.Sandbox.Tests.HubSpot;

/// <summary>The app's webhook settings and subscriptions over the API.</summary>
public sealed class HubSpotSubscriptionTests : HubSpotBench
{
    private string Subscriptions => $"webhooks/2026-03/{Hub.Account.AppId}/subscriptions";

    [Theory]
    [InlineData("webhooks/v3")]
    [InlineData("webhooks/2026-03")]
    [InlineData("app-webhooks/2026-09")]
    public async Task The_target_is_read_and_set_under_each_name_of_the_path(string area)
    {
        var path = $"{area}/{Hub.Account.AppId}/settings";
        Assert.Equal(200, (await CallAsync("PUT", path, new { targetUrl = "http://127.0.0.1:5000/hooks/other", throttling = new { maxConcurrentRequests = 10 } })).Status);
        Assert.Equal("http://127.0.0.1:5000/hooks/other", (string?)(await CallAsync("GET", path)).Body["targetUrl"]);
        Assert.Equal("http://127.0.0.1:5000/hooks/other", Hub.TargetUrl);
    }

    [Fact]
    public async Task Without_settings_nothing_is_sent()
    {
        Hub.Subscribe("contact.creation");
        Assert.Equal(204, (await CallAsync("DELETE", $"webhooks/v3/{Hub.Account.AppId}/settings")).Status);
        Assert.Equal(404, (await CallAsync("GET", $"webhooks/v3/{Hub.Account.AppId}/settings")).Status);
        await ContactAsync("ana@example.com");
        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task A_subscription_is_made_shown_and_taken_away_and_deliveries_follow()
    {
        var made = await CallAsync("POST", Subscriptions, new { eventType = "contact.propertyChange", propertyName = "phone", active = true });
        var one = $"{Subscriptions}/{made.Body["id"]}";
        Assert.Equal("phone", (string?)(await CallAsync("GET", one)).Body["propertyName"]);
        var id = await ContactAsync("ana@example.com");
        await CallAsync("PATCH", "crm/objects/2026-09/contacts/" + id, new { properties = new { phone = "030 1", firstname = "Ana" } });
        Assert.Equal("phone", (string?)Assert.Single(await EventsAsync())["propertyName"]);

        Assert.Equal(204, (await CallAsync("DELETE", one)).Status);
        Assert.Equal(404, (await CallAsync("GET", one)).Status);
        await CallAsync("PATCH", "crm/objects/2026-09/contacts/" + id, new { properties = new { phone = "030 2" } });
        Assert.Single(await EventsAsync());
    }

    [Fact]
    public async Task Another_apps_settings_are_not_found() => Assert.Equal(404, (await CallAsync("GET", "webhooks/v3/999/settings")).Status);

    [Theory]
    [InlineData(null, 201)]
    [InlineData("developers-read", 403)]
    public async Task A_token_of_the_app_itself_needs_the_developer_scope(string? scope, int expected)
    {
        var (_, token) = await FormAsync(
            "oauth/2026-03/token", ("grant_type", "client_credentials"), ("client_id", Hub.Account.ClientId), ("client_secret", Hub.Account.ClientSecret), ("scope", scope ?? ""));
        Assert.False(token.ContainsKey("refresh_token"));
        Use((string)token["access_token"]!);
        Assert.Equal(expected, (await CallAsync("POST", Subscriptions, new { eventType = "contact.creation" })).Status);
        Assert.Equal(403, (await CallAsync("GET", "crm/objects/2026-09/contacts")).Status);
    }
}
