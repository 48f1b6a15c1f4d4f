using Microsoft.Playwright;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Stopping, going on and deciding what happened, in a real browser under the pages' security policy.</summary>
public sealed class StopBrowserTests(BrowserPages browser) : IClassFixture<BrowserPages>
{
    private const string StopEverything = "button[aria-label='Stop everything for Sample Bakery Kornhaus']";

    [BrowserFact]
    public async Task A_stop_is_asked_for_set_seen_everywhere_at_once_and_lifted()
    {
        var page = await browser.OpenAsync("/c/kornhaus");
        var other = await browser.OpenAsync("/c/kornhaus/inbox", 390, dark: true);

        // Esc leaves the dialog, nothing is stopped, and the focus is back where it was.
        await page.ClickAsync(StopEverything);
        await page.WaitForSelectorAsync("[role=dialog] h2:has-text('Stop everything for Sample Bakery Kornhaus?')");
        await page.WaitForFunctionAsync("() => document.activeElement.closest('[role=dialog]') !== null");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("[role=dialog]", new() { State = WaitForSelectorState.Detached });
        await page.WaitForFunctionAsync("selector => document.activeElement.matches(selector)", StopEverything);
        Assert.Equal(0, browser.Store.Count("select count(*) from stop"));

        await page.ClickAsync(StopEverything);
        await page.GetByLabel("Why").FillAsync("wrong text");
        await page.GetByLabel("Your name").FillAsync("Anna");
        await page.ClickAsync("[role=dialog] button:has-text('Stop everything for Sample Bakery Kornhaus')");
        await page.WaitForSelectorAsync(".stopbar:has-text('by Anna: “wrong text”')");
        await other.WaitForSelectorAsync(".stopbar:has-text('by Anna: “wrong text”')");
        Assert.Equal(0, await other.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        foreach (var place in new[] { "log", "contacts", "contacts/10", "connections", "mappings" })
        {
            await other.GotoAsync("/c/kornhaus/" + place);
            await other.WaitForSelectorAsync(".stopbar:has-text('by Anna: “wrong text”')");
        }

        await other.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
        await other.ClickAsync(".stopbar button");
        await other.ClickAsync("[role=dialog] button:has-text('Go on')");
        await other.WaitForSelectorAsync(".stopbar", new() { State = WaitForSelectorState.Detached });
        await page.WaitForSelectorAsync(".stopbar", new() { State = WaitForSelectorState.Detached });
        Assert.Equal(0, browser.Store.Count("select count(*) from stop"));
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task What_may_have_happened_is_decided_in_the_inbox()
    {
        var page = await browser.OpenAsync("/c/kornhaus/inbox", 390);
        await page.ClickAsync("button:has-text('It is there')");
        await page.WaitForSelectorAsync("text=Every action is known to be done or not done.");
        Assert.Equal(1, browser.Store.Count("select count(*) from action where id = 52 and state = 3"));
        Assert.Empty(browser.Complaints);
    }
}
