using IntegrationHub.Sandbox.Mailchimp;
using IntegrationHub.Sandbox.SignIn;

namespace IntegrationHub.Sandbox.Tests.SignIn;

/// <summary>What the consent pages of all vendors have in common.</summary>
public sealed class ConsentPageTests : IAsyncLifetime
{
    private SandboxVendors _vendors = null!;

    public async Task InitializeAsync() => _vendors = await SandboxVendors.StartAsync(new SandboxOptions());

    public async Task DisposeAsync() => await _vendors.DisposeAsync();

    [Theory]
    [InlineData("hubspot", "portal 143553137", "<li>read.some</li>")]
    [InlineData("google", "Sample Bakery Kornhaus", "<li>read.some</li>")]
    [InlineData("shopify", "ana.myshopify.com", "<li>read.some</li>")]
    [InlineData("mailchimp", "Sample account", "everything in this account")]
    public async Task The_page_names_app_account_and_scopes_and_keeps_the_request_for_its_buttons(string vendor, string account, string scopes)
    {
        var (status, html, _) = await OpenAsync(vendor, ("state", "<script>alert(1)</script>"));
        Assert.Equal(200, status);
        Assert.Contains("Integration Hub asks for access", html, StringComparison.Ordinal);
        Assert.Contains(account, html, StringComparison.Ordinal);
        Assert.Contains(scopes, html, StringComparison.Ordinal);
        Assert.Contains("name=\"state\" value=\"&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("name=\"decision\" value=\"allow\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hubspot")]
    [InlineData("google")]
    [InlineData("shopify")]
    [InlineData("mailchimp")]
    public async Task Allowing_sends_back_a_code_and_the_state_as_given(string vendor)
    {
        var sent = await SentBackAsync(vendor, ("state", "a b&c=d"), ("decision", "allow"));
        Assert.Equal("a b&c=d", sent["state"]);
        Assert.NotEmpty(sent["code"]);
    }

    [Theory]
    [InlineData("hubspot")]
    [InlineData("google")]
    [InlineData("shopify")]
    [InlineData("mailchimp")]
    public async Task Declining_sends_back_access_denied_and_no_code(string vendor)
    {
        var sent = await SentBackAsync(vendor, ("state", "s1"), ("decision", "decline"));
        Assert.Equal(("access_denied", "s1"), (sent["error"], sent["state"]));
        Assert.False(sent.ContainsKey("code"));
    }

    [Theory]
    [InlineData("hubspot")]
    [InlineData("google")]
    [InlineData("shopify")]
    [InlineData("mailchimp")]
    public async Task An_unknown_app_ends_on_an_error_page(string vendor)
    {
        var (status, html, to) = await OpenAsync(vendor, ("client_id", "another"), ("decision", "allow"));
        Assert.Equal((400, null), (status, to));
        Assert.Contains("no app with this client_id", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hubspot", "http://127.0.0.1:5000/connect/callback")]
    [InlineData("google", "http://127.0.0.1:5000/connect/callback?tool=sample/")]
    [InlineData("shopify", "http://evil.example/connect/callback?tool=sample")]
    [InlineData("mailchimp", "")]
    public async Task Nobody_is_sent_to_an_address_that_is_not_registered_letter_by_letter(string vendor, string address)
    {
        var (status, html, to) = await OpenAsync(vendor, ("redirect_uri", address), ("decision", "allow"));
        Assert.Equal((400, null), (status, to));
        Assert.Contains("redirect_uri is not one of the addresses", html, StringComparison.Ordinal);
    }

    private Task<(int Status, string Html, Uri? SentTo)> OpenAsync(string vendor, params (string, string)[] more)
    {
        var (page, fields) = Asked(vendor, more);
        return Browser.OpenAsync(page, fields);
    }

    private Task<Dictionary<string, string>> SentBackAsync(string vendor, params (string, string)[] more)
    {
        var (page, fields) = Asked(vendor, more);
        return Browser.SentBackAsync(page, fields);
    }

    private (Uri Page, (string, string)[] Fields) Asked(string vendor, (string Name, string Value)[] more)
    {
        var shop = _vendors.Shopify.Shop("ana");
        (SignInApp App, string ClientId, string Path) at = vendor switch
        {
            "hubspot" => (_vendors.HubSpot.SignIn, _vendors.HubSpot.Account.ClientId, "oauth/authorize"),
            "google" => (_vendors.Google.SignIn, _vendors.Google.Account.ClientId, "o/oauth2/v2/auth"),
            "mailchimp" => (_vendors.Mailchimp.SignIn, MailchimpSimulator.ClientId, "oauth2/authorize"),
            _ => (shop.SignIn, shop.ClientId, "ana/admin/oauth/authorize"),
        };
        at.App.RedirectAddresses.Add(Browser.Callback.AbsoluteUri);
        return (_vendors.BaseUrl(vendor, at.Path),
        [
            .. new[] { ("response_type", "code"), ("client_id", at.ClientId), ("redirect_uri", Browser.Callback.AbsoluteUri), ("scope", "read.some") }.Where(f => more.All(m => m.Name != f.Item1)),
            .. more,
        ]);
    }
}
