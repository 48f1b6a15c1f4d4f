using Microsoft.Playwright;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>Pages in a real browser: widths, keys, dialogs. One browser for all.</summary>
public sealed class BrowserTests(BrowserPages browser) : IClassFixture<BrowserPages>
{
    private static readonly string[] All =
        ["/c/kornhaus", "/c/kornhaus/log?open=event-31", "/c/kornhaus/log", "/c/kornhaus/contacts", "/c/kornhaus/contacts/10", "/c/kornhaus/connections", "/c/kornhaus/inbox?open=71", "/c/kornhaus/mappings", "/c/kornhaus/new-rule", "/c/kornhaus/simulation?rule=x", "/c/kornhaus/coming", "/clients"];

    [BrowserFact]
    public async Task No_page_is_wider_than_a_small_phone_and_none_has_targets_too_small_for_a_thumb()
    {
        var page = await browser.OpenAsync(All[0], 320, dark: true);
        foreach (var address in All)
        {
            await page.GotoAsync(address);
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
            var wide = await page.EvaluateAsync<string[]>(
                "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 160)).slice(-3)");
            Assert.Empty(wide.Select(e => address + ": " + e));
            var small = await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('main button, main .btn, main .f, .bottomnav > a, .appbar button')].filter(e => e.offsetParent && e.getBoundingClientRect().height < 38 && !e.closest('.f .f, p, .f button') && !e.matches('.f button')).map(e => e.outerHTML.slice(0, 120))");
            Assert.Empty(small.Select(s => address + ": " + s));
        }

        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task The_log_is_walked_opened_and_left_by_keys_alone()
    {
        var page = await browser.OpenAsync("/c/kornhaus/log");
        await page.WaitForSelectorAsync("[data-row][tabindex='0']"); // the rows that stay
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        var row = await Focused(page);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("aside.pane h2");
        Assert.Contains("open=", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("aside.pane", new() { State = WaitForSelectorState.Detached });
        Assert.Equal(row, await Focused(page));
        await page.Keyboard.PressAsync("p");
        await page.WaitForSelectorAsync("button[aria-pressed=true]");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("c");
        await page.WaitForURLAsync("**/c/kornhaus/contacts");
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task A_rule_is_written_with_the_words_that_are_offered()
    {
        var page = await browser.OpenAsync("/c/kornhaus/new-rule");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'yes'");
        await page.FillAsync("[aria-label='The rule as JSON']", """{ "id": "hello", "mode": "shadow", "when": "newsl", "then": [ { "do": "hub.tag.add", "with": { "tag": "new-here" } } ] }""");
        await page.EvaluateAsync("() => { const a = document.querySelector('.json textarea'); const at = a.value.indexOf('newsl') + 5; a.setSelectionRange(at, at); }");
        await page.Keyboard.PressAsync("Control+Space");
        await page.ClickAsync(".offered button:has-text('newsletter.joined')");
        await page.WaitForSelectorAsync(".sentence:has-text('When somebody joins the mailing list: we mark them')");
        Assert.Equal("newsletter.joined", await page.InputValueAsync("[aria-label='What begins it']"));
        Assert.Equal("TEXTAREA", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task A_long_list_draws_what_is_on_the_screen_and_reads_on_as_it_is_scrolled()
    {
        await browser.Store.Store.Writer.Write(t =>
        {
            for (var i = 0; i < 400; i++)
            {
                t.Execute("insert into contact(client,id,version,name,email,stage,cycle,first_at,last_at,facts,log,erased) values ('kornhaus',@p0,1,@p1,'','visit',1,1,@p2,'','',0)", 1000L + i, $"Guest {i}", 1000L + i);
            }
        });
        var page = await browser.OpenAsync("/c/kornhaus/contacts");
        await page.WaitForSelectorAsync("[data-row]");
        Assert.InRange(await page.Locator("[data-row]").CountAsync(), 10, 90);
        for (var i = 0; i < 40 && !await page.Locator("text=Guest 0").First.IsVisibleAsync(); i++)
        {
            await page.EvaluateAsync("() => window.scrollTo(0, document.documentElement.scrollHeight)");
            await page.WaitForTimeoutAsync(100);
        }

        await page.WaitForSelectorAsync("b:text-is('Guest 0')");
        Assert.InRange(await page.Locator("[data-row]").CountAsync(), 10, 90);
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task The_palette_finds_a_contact_an_order_and_a_place()
    {
        var page = await browser.OpenAsync("/c/kornhaus");
        await page.Keyboard.PressAsync("Control+k");
        await page.FillAsync("#palette input", "nobody of this name");
        await page.WaitForSelectorAsync("#palette a:has-text('Search the log')");
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator("#palette").IsVisibleAsync());
        await page.Keyboard.PressAsync("Control+k");
        await page.FillAsync("#palette input", "1052");
        await page.WaitForSelectorAsync("#palette a:has-text('Ordered #1052')");
        await page.FillAsync("#palette input", "maria");
        await page.WaitForSelectorAsync("#palette a:has-text('Maria Rossi')");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/c/kornhaus/contacts/10");
        await page.WaitForSelectorAsync("h1:has-text('Maria Rossi')");
        Assert.False(await page.Locator("#palette").IsVisibleAsync());
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task A_public_answer_is_asked_for_once_more_before_it_goes_out()
    {
        var page = await browser.OpenAsync("/c/kornhaus/inbox", 390);
        await page.ClickAsync(".ib:has-text('Lena K.')");
        await page.FillAsync("#answer", "Dear Lena K., I am sorry.");
        await page.ClickAsync("button:has-text('Approve and post')");
        await page.WaitForSelectorAsync("button:has-text('Yes, post it')");
        Assert.Equal(0, browser.Store.Count("select count(*) from approval where id=71 and state<>0"));
        await page.ClickAsync("button:has-text('Yes, post it')");
        await page.WaitForSelectorAsync("text=No decision is waiting.");
        Assert.Equal(1, browser.Store.Count("select count(*) from approval where id=71 and state=1 and text='Dear Lena K., I am sorry.'"));
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task A_key_never_meets_a_draft_that_slid_under_it()
    {
        await Draft(171, "First draft", 1_000);
        try
        {
            var page = await browser.OpenAsync("/c/kornhaus/inbox");
            await page.WaitForSelectorAsync(".detail h2:has-text('First draft')");
            await Draft(170, "Slid in above", 500);
            await page.WaitForSelectorAsync(".ib:has-text('Slid in above')");
            Assert.Equal("First draft", await page.TextContentAsync(".detail h2"));

            await browser.Store.Store.Writer.Write(t => t.Execute("update approval set state=3 where id=171"));
            await page.WaitForSelectorAsync("text=Somebody else decided this one");
            await page.Keyboard.PressAsync("d");
            await page.ClickAsync(".ib:has-text('Slid in above')");
            await page.WaitForSelectorAsync(".detail h2:has-text('Slid in above')");
            Assert.Equal(1, browser.Store.Count("select count(*) from approval where id=170 and state=0"));
            Assert.Empty(browser.Complaints);
        }
        finally
        {
            await browser.Store.Store.Writer.Write(t => t.Execute("delete from approval where id in (170,171)"));
        }
    }

    private Task Draft(long id, string title, long expires) => browser.Store.Store.Writer.Write(t => t.Execute(
        "insert into approval (id, client, run, rule, step, subject, title, draft, action, created_at, expires_at, state) values (@p0,'kornhaus',@p1,'thank-you','s1','contact:10',@p2,'Hello','crm.note.add',0,@p3,0)",
        id, "thank-you|k|" + id, title, expires));

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.querySelector('.what')?.textContent ?? document.activeElement.outerHTML.slice(0, 80)");
}
