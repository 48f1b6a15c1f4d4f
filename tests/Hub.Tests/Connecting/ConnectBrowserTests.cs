using IntegrationHub.Hub.Tests.Dashboard;
using Microsoft.Playwright;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>The wizard in a real browser, with its cookies and under the pages' security policy, to the simulated tool and back.</summary>
public sealed class ConnectBrowserTests : IAsyncLifetime
{
    private ConnectHub _hub = null!;

    public async Task InitializeAsync() => _hub = await ConnectHub.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [BrowserFact]
    public async Task A_tool_is_connected_by_click()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { BaseURL = _hub.Url.AbsoluteUri, ViewportSize = new() { Width = 390, Height = 800 } });
        page.SetDefaultTimeout(60_000); // the whole hub and two tools work beside the browser
        await page.GotoAsync("/c/ana/connections");
        await LiveAsync(page);
        await page.ClickAsync("a:has-text('Connect a tool')");
        await page.ClickAsync("a:has-text('HubSpot')");
        await page.ClickAsync("a:has-text('Next: sign in')");
        await LiveAsync(page);
        await page.GetByLabel("Your name").FillAsync("Anna");
        await page.ClickAsync("button:has-text('Sign in at HubSpot')");
        await page.ClickAsync("#allow");
        await page.WaitForURLAsync("**/connect/hubspot?login=*");
        await LiveAsync(page);
        await page.ClickAsync("button:has-text('Connect “Portal')");
        await page.WaitForSelectorAsync("li:has-text('Contacts with name and address')");
        await page.WaitForSelectorAsync("text=records read");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await page.ClickAsync("a:has-text('Done')");
        await page.ClickAsync("nav.tabs a:has-text('Sign-in')");
        await page.WaitForSelectorAsync("dd:has-text('Signed in, by Anna')");
    }

    [BrowserFact]
    public async Task Who_declines_comes_back_to_the_step_it_left()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { BaseURL = _hub.Url.AbsoluteUri });
        await page.GotoAsync("/c/ana/connect/mailchimp?step=3");
        await LiveAsync(page);
        await page.ClickAsync("button:has-text('Sign in at Mailchimp')");
        await page.ClickAsync("#decline");
        await page.WaitForSelectorAsync("text=Nothing was connected");
        await page.ClickAsync("a:has-text('Back to the dashboard')");
        await page.WaitForSelectorAsync("h1:has-text('Connect Mailchimp')");
    }

    private static Task LiveAsync(IPage page) => page.WaitForFunctionAsync("() => window.Blazor && document.documentElement.dataset.live === 'yes'");
}
