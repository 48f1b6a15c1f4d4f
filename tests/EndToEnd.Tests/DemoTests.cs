using IntegrationHub.Hub.Tests.Dashboard;
using Microsoft.Playwright;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The demo as a newcomer starts, steers and stops it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task One_command_starts_it_its_pages_say_that_it_is_sample_data_and_it_ends_when_asked()
    {
        await using var demo = new DemoProcess();
        var page = await demo.HomeAsync();
        Assert.Contains("Sample data. Nothing leaves this computer.", page, StringComparison.Ordinal);
        Assert.Contains("The sample story", page, StringComparison.Ordinal);
        await demo.StopAsync();
        Assert.Contains(demo.Said, line => line.Contains(demo.Address.ToString(), StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_viewer_pauses_the_story_speeds_it_up_goes_to_the_next_day_and_begins_again()
    {
        await using var demo = new DemoProcess();
        await demo.HomeAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(demo.Address.ToString());
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
        var at = page.Locator(".storyat:visible").First;

        await page.ClickAsync("button[aria-label='Pause the story']:visible");
        await page.WaitForSelectorAsync("button[aria-label='Go on with the story']:visible");
        await Task.Delay(1500); // the moment under way is told to its end
        var stands = await at.TextContentAsync();
        await Task.Delay(2500);
        Assert.Equal(stands, await at.TextContentAsync());

        await page.ClickAsync("button[aria-label='Faster; now 1 times']:visible");
        await page.WaitForSelectorAsync("button[aria-label='Faster; now 2 times']:visible:has-text('×2')");

        var day = Day(stands);
        await page.ClickAsync("button[aria-label='To the next day']:visible");
        await page.WaitForFunctionAsync("day => parseInt(document.querySelector('.storyat').textContent.match(/\\d+/)[0]) > day", day);
        await page.WaitForSelectorAsync("button[aria-label='Pause the story']:visible");

        while (Day(await at.TextContentAsync()) < 3)
        {
            await page.ClickAsync("button[aria-label='To the next day']:visible");
            await Task.Delay(500);
        }

        await page.ClickAsync("button[aria-label='Start the story again']:visible");
        await page.WaitForFunctionAsync("() => /Day 1 /.test(document.querySelector('.storyat')?.textContent ?? '')", null, new() { Timeout = 60_000 });
        Assert.Contains(demo.Said, line => line.Contains("The story starts again.", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_viewer_tries_a_rule_on_the_year_before_the_story()
    {
        await using var demo = new DemoProcess();
        await demo.HomeAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(demo.Address, "/c/kornhaus/simulation?rule=review-request").ToString());
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
        await page.SelectOptionAsync(".tryform select >> nth=3", "365");
        await page.ClickAsync(".tryform button.p");
        await page.WaitForSelectorAsync(".trow:has-text('would have been reached')");
        Assert.Contains("Nothing was sent.", await page.Locator(".head").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("section[aria-label='By rule'] .trow").CountAsync());
    }

    private static int Day(string? text) => int.Parse(text!.Split([' ', '·'])[1], System.Globalization.CultureInfo.InvariantCulture);
}
