using IntegrationHub.Hub.Dashboard;
using IntegrationHub.Hub.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Dashboard;

public sealed class PagesTests
{
    [Theory]
    [InlineData("/c/kornhaus", "3 things need you, 1 was done without you")]
    [InlineData("/c/kornhaus/log?open=event-31", "The whole chain")]
    [InlineData("/c/kornhaus/contacts", "2 contacts, 2 on their way")]
    [InlineData("/c/kornhaus/contacts/10", "asked 92 days ago")]
    [InlineData("/c/kornhaus/connections", "every sum holds")]
    [InlineData("/c/kornhaus/inbox?open=71", "Dear Lena")]
    [InlineData("/clients", "1 of 2 clients needs you")]
    public async Task A_page_is_whole_before_any_script_runs(string address, string expected)
    {
        await using var temp = new TempStore();
        await SampleBakery.SeedAsync(temp.Store);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "hub" });
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(temp.Store);
        builder.Services.AddSingleton(SampleBakery.Setup());
        builder.Services.AddSingleton<IWaker, RecordingWaker>();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(SampleBakery.Now));
        builder.AddDashboard();
        await using var app = builder.Build();
        app.MapDashboard();
        await app.StartAsync();
        using var answer = await app.GetTestClient().GetAsync(address);
        var html = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.IsSuccessStatusCode, html);
        Assert.Contains(expected, html, StringComparison.Ordinal);
    }
}
