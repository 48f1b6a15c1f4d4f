using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.Mailchimp;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Sandbox.Tests.Mailchimp;

public sealed class MailchimpWebhookTests : MailchimpFixture
{
    [Fact]
    public void The_signature_of_the_known_example_comes_out()
    {
        const string Body = "type=subscribe&fired_at=2026-05-21+18%3A04%3A00&data%5Bid%5D=8a25ff1d98&data%5Blist_id%5D=a6b5da1054&data%5Bemail%5D=jo%40example.com"
            + "&data%5Bemail_type%5D=html&data%5Bmerges%5D%5BEMAIL%5D=jo%40example.com&data%5Bmerges%5D%5BFNAME%5D=Jo";
        Assert.Equal(
            "t=1780000000,v1=906eb4c2d5d835d68ced3458a934288bef5b52a3611323ea0297ab49932d2444",
            MailchimpWebhookFactory.Signature("mc_test_signing_secret", 1_780_000_000, Encoding.ASCII.GetBytes(Body)));
    }

    [Fact]
    public async Task A_subscription_is_sent_as_a_signed_form_with_the_profile()
    {
        var (_, secret) = await HookAsync();
        Account.Subscribe(List.Id, "jo+news@example.com", new Dictionary<string, string> { ["FNAME"] = "Jö" });

        var got = Assert.Single(await PostsAsync());
        Assert.Equal("application/x-www-form-urlencoded", got.Headers["Content-Type"]);
        var form = QueryHelpers.ParseQuery(got.Text);
        List<string?> told = [form["type"], form["fired_at"], form["data[email]"], form["data[merges][FNAME]"], form["data[list_id]"]];
        Assert.Equal(["subscribe", "2026-11-02 08:00:00", "jo+news@example.com", "Jö", List.Id], told);

        var parts = got.Headers["X-Mailchimp-Signature"].Split(',').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        Assert.Equal(Convert.ToHexStringLower(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{parts["t"]}.{got.Text}"))), parts["v1"]);
    }

    [Fact]
    public async Task The_secret_is_shown_only_once()
    {
        var (id, secret) = await HookAsync();
        Assert.NotEmpty(secret);
        Assert.Null((await CallAsync("GET", $"lists/{List.Id}/webhooks/{id}")).Body["signing_secret"]);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Api_writes_come_back_only_to_hooks_that_listen_to_the_api(bool api, int expected)
    {
        await HookAsync(api);
        await CallAsync("PUT", MemberPath("ada@example.com"), new { email_address = "ada@example.com", status_if_new = "subscribed" });
        Assert.Equal(expected, (await PostsAsync()).Count);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_the_get_makes_no_hook()
    {
        var (status, problem, _) = await CallAsync("POST", $"lists/{List.Id}/webhooks", new { url = "http://127.0.0.1:1/hook", events = new { subscribe = true }, sources = new { user = true } });
        Assert.Equal((400, "url"), (status, (string?)problem.SelectToken("errors[0].field")));
    }

    [Fact]
    public async Task A_changed_hook_is_sent_only_what_it_wants_now()
    {
        var (id, _) = await HookAsync();
        var (status, body, _) = await CallAsync("PATCH", $"lists/{List.Id}/webhooks/{id}", new { events = new { subscribe = false } });
        Assert.Equal((200, false, true), (status, (bool)body["events"]!["subscribe"]!, (bool)body["events"]!["unsubscribe"]!));
        Account.Subscribe(List.Id, "ada@example.com");
        Account.Unsubscribe(List.Id, "ada@example.com");
        Assert.Equal("unsubscribe", QueryHelpers.ParseQuery(Assert.Single(await PostsAsync()).Text)["type"]);
    }

    [Fact]
    public async Task A_hook_can_move_to_an_address_that_answers_and_not_to_one_that_is_taken()
    {
        var (id, _) = await HookAsync();
        var path = $"lists/{List.Id}/webhooks/{id}";
        Assert.Equal(400, (await CallAsync("PATCH", path, new { url = "http://127.0.0.1:1/hook" })).Status);
        var moved = new Uri(Receiver.Address, "/moved");
        Assert.Equal(moved.ToString(), (string?)(await CallAsync("PATCH", path, new { url = moved })).Body["url"]);
        Account.Subscribe(List.Id, "ada@example.com");
        Assert.Equal("/moved", Assert.Single(await PostsAsync()).Path);
        await HookAsync();
        Assert.Equal(400, (await CallAsync("PATCH", path, new { url = Receiver.Address })).Status);
    }

    [Fact]
    public async Task A_deleted_hook_is_gone_and_silent()
    {
        var (id, _) = await HookAsync();
        Assert.Equal(204, (await CallAsync("DELETE", $"lists/{List.Id}/webhooks/{id}")).Status);
        Assert.Equal(404, (await CallAsync("GET", $"lists/{List.Id}/webhooks/{id}")).Status);
        Account.Subscribe(List.Id, "ada@example.com");
        Assert.Empty(await PostsAsync());
    }

    [Fact]
    public async Task Gone_takes_the_hook_away()
    {
        await HookAsync();
        Receiver.Status = _ => 410;
        Account.Subscribe(List.Id, "ada@example.com");
        Assert.Single(await PostsAsync());
        Assert.Equal(0, (int)(await CallAsync("GET", $"lists/{List.Id}/webhooks")).Body["total_items"]!);
    }

    [Fact]
    public async Task Hooks_made_before_signing_stay_unsigned()
    {
        Account.SignsWebhooks = false;
        await CallAsync("POST", $"lists/{List.Id}/webhooks", new { url = Receiver.Address, events = new { subscribe = true }, sources = new { user = true } });
        Account.Subscribe(List.Id, "ada@example.com");
        Assert.False(Assert.Single(await PostsAsync()).Headers.ContainsKey("X-Mailchimp-Signature"));
    }

    [Fact]
    public async Task Each_deed_raises_its_type()
    {
        await HookAsync();
        Account.Subscribe(List.Id, "ada@example.com");
        Account.EditProfile(List.Id, "ada@example.com", new Dictionary<string, string> { ["FNAME"] = "Ada" });
        Account.ChangeEmail(List.Id, "ada@example.com", "ada.new@example.com");
        var campaign = Account.SendCampaign(List.Id, "Autumn bread", "Autumn bread is here");
        Account.Unsubscribe(List.Id, "ada.new@example.com", campaign.Id);
        Account.Subscribe(List.Id, "gone@example.com");
        Account.Bounce(List.Id, "gone@example.com", campaign.Id);

        var types = (await PostsAsync()).Select(p => QueryHelpers.ParseQuery(p.Text)["type"].ToString()).Order();
        Assert.Equal(["campaign", "cleaned", "profile", "subscribe", "subscribe", "unsubscribe", "upemail"], types);
    }
}
