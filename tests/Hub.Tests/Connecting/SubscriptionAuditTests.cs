using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Sandbox.Shopify;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>What the tools tell by themselves is asked for when they are connected, made again when it was lost, and taken away at the end.</summary>
public sealed class SubscriptionAuditTests : IAsyncLifetime
{
    private ConnectHub _hub = null!;

    public async Task InitializeAsync() => _hub = await ConnectHub.StartAsync(isReachable: true);

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task A_shop_that_was_connected_calls_the_hub()
    {
        await ConnectAsync("shopify", "ana.myshopify.com");
        Assert.Equal(20, _hub.Vendors.Webhooks.Subscriptions("shopify", "ana").Count);
        _hub.Vendors.Shopify.Shop("ana").AddCustomer(new ShopifyCustomer { Email = "jo@example.com", FirstName = "Jo" });
        await SandboxHub.Until(() => _hub.Read<long>("select count(*) from envelope where connection='shop' and source=0 and topic='customers/create'") > 0);
        Assert.Equal(0, _hub.Read<long>("select coalesce(sum(n),0) from counter where connection='shop' and kind like 'rejected%'"));
    }

    [Fact]
    public async Task An_audience_that_was_connected_signs_its_calls()
    {
        await ConnectAsync("mailchimp", null);
        var audience = _hub.Vendors.Mailchimp.Audiences[0].Id;
        _hub.Vendors.Mailchimp.Subscribe(audience, "jo@example.com");
        await SandboxHub.Until(() => _hub.Read<long>("select count(*) from envelope where connection='mail' and source=0") > 0);
        Assert.NotNull(Connection("mail").WebhookSecret);
    }

    [Fact]
    public async Task A_second_look_finds_everything_and_changes_nothing()
    {
        await ConnectAsync("shopify", "ana.myshopify.com");
        await ConnectAsync("mailchimp", null);
        var before = Made();
        Assert.Null(await Audit.LookAsync(Connection("shop"), CancellationToken.None));
        Assert.Null(await Audit.LookAsync(Connection("mail"), CancellationToken.None));
        Assert.Equal(before, Made());
        Assert.All(Audit.Of("ana", "shop"), s => Assert.Equal("fine", s.State));
    }

    [Fact]
    public async Task What_was_lost_is_made_again_and_stands_in_the_journal()
    {
        await ConnectAsync("shopify", "ana.myshopify.com");
        var lost = _hub.Vendors.Webhooks.Subscriptions("shopify", "ana").First(s => s.Topic == "orders/paid");
        _hub.Vendors.Webhooks.Unsubscribe("shopify", lost.Id);
        await Audit.LookAsync(Connection("shop"), CancellationToken.None);
        Assert.Equal(20, _hub.Vendors.Webhooks.Subscriptions("shopify", "ana").Count);
        Assert.Equal(1, _hub.Read<long>("select count(*) from envelope where topic='hub.resubscribed'"));
    }

    [Fact]
    public async Task An_audiences_hook_whose_secret_is_lost_is_made_anew()
    {
        await ConnectAsync("mailchimp", null);
        await _hub.Services.GetRequiredService<IntegrationHub.Hub.Storage.HubStore>().Writer.Write(t => t.Execute("delete from secret where owner='connection:ana/mail' and name='webhookSecret'"));
        _hub.Services.GetRequiredService<ConnectionBook>().Load();
        await Audit.LookAsync(Connection("mail"), CancellationToken.None);
        Assert.NotNull(Connection("mail").WebhookSecret);
        Assert.Single(_hub.Vendors.Webhooks.Subscriptions("mailchimp", _hub.Vendors.Mailchimp.Audiences[0].Id));
    }

    [Fact]
    public async Task The_one_setting_of_a_google_account_is_taken_when_it_is_free()
    {
        _hub.Vendors.Google.SetNotifications("", []);
        await ConnectAsync("google-business-profile", null);
        Assert.All(Audit.Of("ana", "reviews"), s => Assert.Equal("fine", s.State));
    }

    [Fact]
    public async Task Another_tools_setting_at_google_is_left_alone()
    {
        _hub.Vendors.Google.SetNotifications("projects/another-tool/topics/gbp", ["NEW_REVIEW"]);
        await ConnectAsync("google-business-profile", null);
        Assert.All(Audit.Of("ana", "reviews"), s => Assert.Equal("foreign", s.State));
        Assert.DoesNotContain(_hub.Vendors.Ledger.Entries("google", null, null, null, 0), e => e.Verb.Contains("notif", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Disconnecting_takes_only_its_own_away()
    {
        await ConnectAsync("shopify", "ana.myshopify.com");
        _hub.Vendors.Shopify.Shop("ana").ConfigureAppWebhooks(new Uri("http://127.0.0.1:9/another"), "orders/create");
        using var done = await _hub.Browser.PostAsJsonAsync(new Uri(_hub.Url, "/api/v1/clients/ana/connections/shop/disconnect"), new { By = "Anna" });
        Assert.Equal("http://127.0.0.1:9/another", Assert.Single(_hub.Vendors.Webhooks.Subscriptions("shopify", "ana")).Address.AbsoluteUri);
    }

    private SubscriptionAudit Audit => _hub.Services.GetRequiredService<SubscriptionAudit>();

    private ConnectionSetup Connection(string id) => _hub.Services.GetRequiredService<CurrentSetup>().Value.Connection("ana", id)!;

    private int Made() => _hub.Vendors.Ledger.Entries(null, null, null, null, 0).Count(e => e.Verb.StartsWith("webhook.", StringComparison.Ordinal));

    private async Task ConnectAsync(string connector, string? thing)
    {
        var login = await _hub.SignInAsync(connector, thing);
        var things = await _hub.Browser.GetFromJsonAsync<JsonElement[]>(new Uri(_hub.Url, $"/api/v1/clients/ana/logins/{login}/things"));
        using var made = await _hub.Browser.PostAsJsonAsync(new Uri(_hub.Url, "/api/v1/clients/ana/connections"), new { Login = login, Thing = things![0].GetProperty("thing").GetString(), By = "Anna" });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
    }
}
