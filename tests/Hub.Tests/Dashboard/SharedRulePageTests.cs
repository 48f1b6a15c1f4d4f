using System.Net;
using IntegrationHub.Hub.Sharing;
using IntegrationHub.Hub.Tests.Hosting;
using IntegrationHub.Hub.Tests.Sharing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>The page behind a link, from outside, as the whole hub gives it.</summary>
public sealed class SharedRulePageTests(RunningHub hub) : IClassFixture<RunningHub>
{
    private const string Form = "application/x-www-form-urlencoded";
    private RuleSharing Sharing => hub.Services.GetRequiredService<RuleSharing>();

    [Fact]
    public async Task It_says_the_rule_whole_without_script_and_keeps_text_text()
    {
        var (token, _) = await Sharing.CreateAsync(SampleShare.Order());
        using var answer = await hub.Http.GetAsync(At(token));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("People get &lt;b&gt;tips&lt;/b&gt;.", html, StringComparison.Ordinal);
        Assert.All(["Care tips", "Sample Bakery Kornhaus", "Once per person.", "No message at night.", "Order [order name] &amp; more", "It would have meant 14 people.", "Anna asks"], text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_kept_nowhere_on_the_way_found_by_no_search_and_framed_by_nobody()
    {
        var (token, _) = await Sharing.CreateAsync(SampleShare.Order());
        foreach (var address in new[] { At(token), At(new string('A', 43)) })
        {
            using var answer = await hub.Http.GetAsync(address);
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("noindex, nofollow", answer.Headers.GetValues("X-Robots-Tag").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData("/shared/look/hub.css")]
    [InlineData("/shared/look/shared.css")]
    [InlineData("/shared/look/hub.svg")]
    [InlineData("/shared/look/fonts/inter-latin.woff2")]
    public async Task What_it_looks_like_comes_from_below_the_same_path(string address)
    {
        using var answer = await hub.Http.GetAsync(new Uri(hub.Url, address));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Looking_uses_nothing_up_and_an_answer_is_taken_once()
    {
        var (token, link) = await Sharing.CreateAsync(SampleShare.Order(rule: "once"));
        using (var head = await hub.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, At(token))))
        {
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Null(Found(link).OpenedAt);
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("Send the remark", await hub.Http.GetStringAsync(At(token)), StringComparison.Ordinal);
        }

        Assert.NotNull(Found(link).OpenedAt);
        var html = await Send(token, "answer=agreed&name=Olga+Sample&remark=");
        Assert.Contains("<bdi>Olga Sample</bdi> agreed", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
        html = await Send(token, "answer=remark&name=Mallory&remark=No");
        Assert.Contains("<bdi>Olga Sample</bdi> agreed", html, StringComparison.Ordinal);
        Assert.Equal("Olga Sample", Found(link).Answer!.By);
    }

    [Fact]
    public async Task After_an_answer_the_browser_is_sent_to_the_page_so_that_loading_it_again_sends_nothing()
    {
        var (token, _) = await Sharing.CreateAsync(SampleShare.Order());
        using var quiet = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var answer = await quiet.PostAsync(At(token), Content("answer=agreed&name=Olga"));
        Assert.Equal((HttpStatusCode.SeeOther, token), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_hostile_remark_is_text_wherever_it_is_shown()
    {
        var (token, link) = await Sharing.CreateAsync(SampleShare.Order());
        var html = await Send(token, $"answer=remark&name={Uri.EscapeDataString(SampleBakery.Hostile)}&remark={Uri.EscapeDataString(SampleBakery.Hostile + "{{ 7 | times: 7 }}\nsecond line")}");
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.Equal(SampleBakery.Hostile + "{{ 7 | times: 7 }}\nsecond line", Found(link).Answer!.Remark);
        var inbox = await hub.Http.GetStringAsync(new Uri(hub.Url, "/c/kornhaus/inbox?kind=answer"));
        Assert.Contains("&lt;script&gt;alert(1)", inbox, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", inbox, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", inbox, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answer=agreed&name=&remark=", "Write your name")]
    [InlineData("answer=agreed&name=Olga&remark=But+not+on+Sundays", "You wrote a remark")]
    [InlineData("answer=remark&name=Olga&remark=+", "Write the remark first")]
    [InlineData("name=Olga&remark=Hello", "Press “Agreed”, or send a remark")]
    public async Task What_is_missing_is_said_and_what_was_typed_stays(string form, string says)
    {
        var (token, link) = await Sharing.CreateAsync(SampleShare.Order());
        using var answer = await hub.Http.PostAsync(At(token), Content(form));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, html, StringComparison.Ordinal);
        Assert.All(new[] { "But not on Sundays", "Hello" }.Where(t => form.Contains(t.Split(' ')[^1], StringComparison.Ordinal)), typed => Assert.Contains(typed, html, StringComparison.Ordinal));
        Assert.Null(Found(link).Answer);
    }

    [Fact]
    public async Task A_remark_beyond_the_limit_is_refused_and_a_huge_form_is_not_read()
    {
        var (token, link) = await Sharing.CreateAsync(SampleShare.Order());
        using var longer = await hub.Http.PostAsync(At(token), Content("answer=remark&name=Olga&remark=" + new string('x', 2001)));
        Assert.Contains("may hold 2,000 characters; it has 2,001", await longer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var huge = await hub.Http.PostAsync(At(token), Content("answer=remark&name=Olga&remark=" + new string('x', 100_000)));
        Assert.Equal(HttpStatusCode.BadRequest, huge.StatusCode);
        using var json = await hub.Http.PostAsync(At(token), new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        Assert.Null(Found(link).Answer);
    }

    [Fact]
    public async Task Unknown_run_out_and_taken_back_look_the_same()
    {
        var (back, link) = await Sharing.CreateAsync(SampleShare.Order());
        await Sharing.TakeBackAsync("kornhaus", link.Id, "Anna");
        var (out_, old) = await Sharing.CreateAsync(SampleShare.Order());
        await hub.Store.Writer.Write(t => t.Execute("update shared_rule set expires_at=1 where id=@p0", old.Id));
        var pages = new List<(HttpStatusCode, string)>();
        foreach (var token in new[] { back, out_, new string('A', 43), "x", "..%2f" })
        {
            using var looked = await hub.Http.GetAsync(At(token));
            using var sent = await hub.Http.PostAsync(At(token), Content("answer=agreed&name=Olga"));
            pages.Add((looked.StatusCode, await looked.Content.ReadAsStringAsync()));
            pages.Add((sent.StatusCode, await sent.Content.ReadAsStringAsync()));
        }

        var (status, html) = Assert.Single(pages.Distinct());
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("This page is not open", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "same-origin", HttpStatusCode.OK)] // what browsers say of a form on a page that sends no referrer
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("https://evil.example", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("null", "cross-site", HttpStatusCode.Forbidden)]
    public async Task Its_own_form_passes_and_another_page_does_not(string? origin, string? site, HttpStatusCode status)
    {
        var (token, link) = await Sharing.CreateAsync(SampleShare.Order());
        using var answer = await hub.Send(HttpMethod.Post, "/shared/" + token, "answer=agreed&name=Olga", Form, origin, site);
        Assert.Equal((status, status == HttpStatusCode.OK), (answer.StatusCode, Found(link).Answer is not null));
    }

    private Uri At(string token) => new(hub.Url, "/shared/" + token);

    private static StringContent Content(string form) => new(form, System.Text.Encoding.UTF8, Form);

    private async Task<string> Send(string token, string form)
    {
        using var answer = await hub.Http.PostAsync(At(token), Content(form));
        return await answer.Content.ReadAsStringAsync();
    }

    private ShareLink Found(ShareLink link) => Sharing.List(link.Client, link.Rule).Single(l => l.Id == link.Id);
}
