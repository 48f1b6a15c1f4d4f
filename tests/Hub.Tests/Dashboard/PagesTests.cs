using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace IntegrationHub.Hub.Tests.Dashboard;

public sealed partial class PagesTests
{
    [Theory]
    [InlineData("/c/kornhaus", "3 things need you, 1 was done without you")]
    [InlineData("/c/kornhaus", "1 order €41: 1 first €41 and 0 repeat")]
    [InlineData("/c/kornhaus/log?open=event-31", "Close the chain")]
    [InlineData("/c/kornhaus/log?q=nothing-like-it", "No entry matches these filters")]
    [InlineData("/c/kornhaus/contacts", "2 contacts, 2 heard of in the last seven days")]
    [InlineData("/c/kornhaus/contacts?q=Zzz", "No contact with “Zzz”")]
    [InlineData("/c/kornhaus/contacts/10", "asked 92 days ago")]
    [InlineData("/c/kornhaus/contacts/12", "There is no such contact")]
    [InlineData("/c/kornhaus/connections", "every sum holds")]
    [InlineData("/c/kornhaus/connections/mail?tab=limits", "How often the hub may call Mailchimp")]
    [InlineData("/c/kornhaus/inbox?open=71", "Dear Lena")]
    [InlineData("/c/kornhaus/mappings", "No rule is on")]
    [InlineData("/c/kornhaus/mappings/gone", "There is no such rule")]
    [InlineData("/c/kornhaus/coming?rule=gone", "Nothing like this waits.")]
    [InlineData("/clients", "1 of your 2 clients needs you")]
    public async Task A_page_is_whole_before_any_script_runs(string address, string expected)
    {
        await using var host = await DashboardHost.StartAsync(b => b.WebHost.UseTestServer());
        var raw = await host.App.GetTestClient().GetStringAsync(address);
        Assert.Contains(expected, WebUtility.HtmlDecode(raw), StringComparison.Ordinal);
        Assert.Single(HeadingPattern().Matches(raw));
        Assert.DoesNotContain("<img src=x", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_tools_is_told_where_to_begin()
    {
        await using var host = await DashboardHost.StartAsync(b => b.WebHost.UseTestServer(), SampleBakery.Setup(), seed: false);
        Assert.Contains("Nothing is connected yet", await Read(host, "/c/other"), StringComparison.Ordinal);
        Assert.Contains("Nothing has come in yet", await Read(host, "/c/other/log"), StringComparison.Ordinal);
        Assert.Contains("Nobody is known yet", await Read(host, "/c/other/contacts"), StringComparison.Ordinal);
        Assert.Contains("Nothing waits for you.", await Read(host, "/c/other/inbox"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/c/kornhaus")]
    [InlineData("/c/kornhaus/log")]
    [InlineData("/c/kornhaus/contacts")]
    [InlineData("/c/kornhaus/connections")]
    [InlineData("/c/kornhaus/inbox")]
    public async Task A_store_that_does_not_answer_is_said_with_a_code_and_a_way_to_try_again(string address)
    {
        await using var host = await DashboardHost.StartAsync(b => b.WebHost.UseTestServer());
        await host.Temp.Store.Writer.Write(t =>
        {
            foreach (var table in new[] { "approval", "contact", "connection_state", "decision" })
            {
                t.Execute($"alter table {table} rename to {table}_gone");
            }
        });
        var html = await Read(host, address);
        Assert.Contains("This page could not be brought up to date.", html, StringComparison.Ordinal);
        Assert.Matches("E-READ · [0-9a-f]{8}", html);
        Assert.Contains("Try again", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_is_not_there_is_not_found()
    {
        await using var host = await DashboardHost.StartAsync(b => b.WebHost.UseTestServer());
        using var answer = await host.App.GetTestClient().GetAsync("/c/nobody/log");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<string> Read(DashboardHost host, string address)
    {
        using var answer = await host.App.GetTestClient().GetAsync(address);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.IsSuccessStatusCode, html);
        return html;
    }

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex HeadingPattern();
}
