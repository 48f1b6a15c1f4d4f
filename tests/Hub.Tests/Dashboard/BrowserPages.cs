using Microsoft.AspNetCore.Hosting;
using Microsoft.Playwright;

namespace IntegrationHub.Hub.Tests.Dashboard;

/// <summary>The dashboard on a free port and one browser for all tests of a class; what the browser complains about is collected.</summary>
public sealed class BrowserPages : IAsyncLifetime
{
    private DashboardHost? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public TempStore Store => _host!.Temp;

    /// <summary>Errors in the console, scripts that broke, answers of 400 and above.</summary>
    public List<string> Complaints { get; } = [];

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Chromium is null)
        {
            return;
        }

        _host = await DashboardHost.StartAsync(b => b.WebHost.UseUrls("http://127.0.0.1:0"));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>Opens an address once the page answers to clicks.</summary>
    public async Task<IPage> OpenAsync(string address, int width = 1280, bool dark = false)
    {
        Assert.NotNull(_browser);
        var page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, BaseURL = _host!.App.Urls.First(), ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        page.Console += (_, m) => { if (m.Type == "error") { Complaints.Add(m.Text); } };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Response += (_, r) => { if (r.Status >= 400) { Complaints.Add($"{r.Status} {r.Url}"); } };
        var connected = page.WaitForWebSocketAsync();
        await page.GotoAsync(address);
        await connected;
        await page.WaitForFunctionAsync("() => document.querySelector('#components-reconnect-modal') && window.Blazor && document.documentElement.dataset.live === 'yes'");
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
