using Bunit;
using IntegrationHub.Hub.Dashboard;
using IntegrationHub.Hub.Dashboard.Parts;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.Shell;
using IntegrationHub.Hub.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace IntegrationHub.Hub.Tests.Dashboard;

public sealed class PartsTests : IAsyncLifetime
{
    private readonly TempStore _temp = new();
    private readonly BunitContext _ui = new();

    public async Task InitializeAsync()
    {
        await SampleBakery.SeedAsync(_temp.Store);
        _ui.JSInterop.Mode = JSRuntimeMode.Loose;
        _ui.Services.AddMudServices();
        _ui.Services.AddSingleton(SampleBakery.Setup());
        _ui.Services.AddSingleton(_temp.Store);
        _ui.Services.AddSingleton<IWaker, RecordingWaker>();
        _ui.Services.AddHubQueries();
        _ui.Services.AddScoped<Attention>();
        _ui.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(SampleBakery.Now));
    }

    public async Task DisposeAsync()
    {
        await _ui.DisposeAsync();
        await _temp.DisposeAsync();
    }

    [Fact]
    public void A_log_row_leads_with_what_happened()
    {
        var row = new LogQuery(_temp.Store).Read("kornhaus", new LogFilter(Kind: LogKind.Event), PageCursor.Top, 1).Items[0];
        var part = _ui.Render<LogRow>(p => p.Add(r => r.Row, row).Add(r => r.Lens, SampleBakery.Lens()));
        Assert.Equal("Ordered #1052, €41.00", part.Find(".what > span").TextContent.Trim());
        Assert.Contains("Maria Rossi", part.Find(".who").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_are_shown_literally()
    {
        var row = new LogEntry(LogKind.Action, 1, SampleBakery.At(1), 3, "mail.tag.add", "{\"tag\":\"<b>x</b>\"}", null, null, 11, SampleBakery.Hostile, null, null, false);
        var part = _ui.Render<LogRow>(p => p.Add(r => r.Row, row).Add(r => r.Lens, SampleBakery.Lens()));
        Assert.Equal(SampleBakery.Hostile, part.Find(".who").TextContent);
        Assert.Empty(part.FindAll("script, img, .what b"));
    }

    [Fact]
    public async Task The_chain_names_every_link_and_loads_the_body_when_opened()
    {
        var chain = await new ChainQuery(_temp.Store).ReadAsync("kornhaus", LogKind.Event, 31);
        var part = _ui.Render<ChainView>(p => p.Add(c => c.Chain, chain).Add(c => c.Lens, SampleBakery.Lens()));
        Assert.Equal(["Envelope", "Event", "Decisions", "Action", "Attempt", "Attempt"], part.FindAll("h3").Select(h => h.TextContent.Trim().Split(' ', '\n')[0]));
        Assert.Contains("asked 92 days ago", part.Find(".clause").TextContent, StringComparison.Ordinal);
        Assert.Empty(part.FindAll("pre"));
        part.Find("button.link").Click();
        part.WaitForAssertion(() => Assert.Contains(SampleBakery.Hostile.Split('>')[0], part.Find("pre").TextContent, StringComparison.Ordinal));
        Assert.Empty(part.FindAll("script, img"));
    }

    [Fact]
    public void The_shell_names_the_places_and_says_that_the_data_is_a_sample()
    {
        _ui.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/c/kornhaus/log");
        var shell = _ui.Render<MainLayout>();
        Assert.Equal("Sample data. Nothing leaves this computer.", shell.Find(".sample").TextContent);
        Assert.Equal("Log", shell.Find(".drawer a[aria-current=page] span").TextContent);
        Assert.Equal("2", shell.Find(".drawer .badge").TextContent);
        Assert.Equal("Skip to the content", shell.Find("a").TextContent);
    }
}
