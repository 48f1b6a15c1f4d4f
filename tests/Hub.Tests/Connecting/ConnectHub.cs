using System.Net;
using System.Text.RegularExpressions;
using IntegrationHub.Connectors;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Sandbox;
using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>The whole hub with two clients and nothing connected, apps registered at the four simulated tools, and a browser that keeps its cookies and follows nothing by itself.</summary>
public sealed partial class ConnectHub : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-connect-").FullName;
    private readonly HttpClientHandler _cookies = new() { AllowAutoRedirect = false, UseProxy = false };
    private WebApplication _app = null!;
    private Uri? _public;

    private ConnectHub(SandboxVendors vendors)
    {
        Vendors = vendors;
        Browser = new HttpClient(_cookies);
    }

    public SandboxVendors Vendors { get; }

    public HttpClient Browser { get; }

    public Uri Url { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts tools and hub.</summary>
    /// <param name="isReachable">True when the tools can call the hub: then its own address is its public one.</param>
    public static async Task<ConnectHub> StartAsync(bool isReachable = false)
    {
        var vendors = await SandboxVendors.StartAsync(new SandboxOptions());
        vendors.Shopify.Shop("ana").Title = "Ana's shop";
        vendors.Mailchimp.AddAudience("Newsletter", []);
        var hub = new ConnectHub(vendors);
        if (isReachable)
        {
            hub.Url = new Uri($"http://127.0.0.1:{SandboxHub.FreePort()}");
            hub._public = hub.Url;
        }

        await hub.RunAsync();
        return hub;
    }

    /// <summary>Stops the hub and starts it again on the same store.</summary>
    public async Task RestartAsync()
    {
        await _app.DisposeAsync();
        await RunAsync();
    }

    public T? Read<T>(string sql)
    {
        using var reader = _app.Services.GetRequiredService<HubStore>().Read();
        return reader.Scalar<T>(sql);
    }

    /// <summary>Signs in from the dashboard's form, allows everything, and gives the login's id.</summary>
    public async Task<string> SignInAsync(string connector, string? thing = null, string? grant = null)
    {
        var form = new Dictionary<string, string> { ["client"] = "ana", ["connector"] = connector, ["by"] = "Anna", ["thing"] = thing ?? "", ["grant"] = grant ?? "" };
        using var leaving = await Browser.PostAsync(new Uri(Url, "/connect/sign-in/start"), new FormUrlEncodedContent(form));
        var page = await ReturnAsync(await leaving.Content.ReadAsStringAsync());
        return Uri.UnescapeDataString(LoginPattern().Match(page).Groups[1].Value);
    }

    /// <summary>Follows a page to the tool, allows, and comes back; gives the page that is shown then.</summary>
    public async Task<string> ReturnAsync(string leavingPage)
    {
        var address = WebUtility.HtmlDecode(RefreshPattern().Match(leavingPage).Groups[1].Value);
        Assert.StartsWith("http", address, StringComparison.Ordinal);
        using var consent = await Browser.GetAsync(new Uri(address + "&decision=allow"));
        Assert.Equal(HttpStatusCode.Redirect, consent.StatusCode);
        using var back = await Browser.GetAsync(consent.Headers.Location);
        return await back.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        _cookies.Dispose();
        await _app.DisposeAsync();
        await Vendors.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    private async Task RunAsync()
    {
        var client = new ClientSetup("ana", "Ana's shop", "Europe/Berlin", "EUR", "de-DE", [], null, true, false, []);
        var setup = new HubSetup(_public, [], [client, client with { Id = "bob", Name = "Bob's shop" }], Apps());
        _app = HubHost.Build(setup, new Uri("http://127.0.0.1:" + (Url?.Port ?? 0)), _folder);
        await _app.Services.GetRequiredService<MappingImport>().RunAsync(
            setup, setup.Clients.Keys.ToDictionary(c => c, _ => new MappingFiles.LoadedFile("", CompiledMapping.Empty)));
        await _app.StartAsync();
        Url = new Uri(_app.Urls.First());
        var shop = Vendors.Shopify.Shop("ana");
        foreach (var (id, app) in new (string, SignInApp)[] { ("shopify", shop.SignIn), ("mailchimp", Vendors.Mailchimp.SignIn), ("hubspot", Vendors.HubSpot.SignIn), ("google-business-profile", Vendors.Google.SignIn) })
        {
            app.RedirectAddresses.Add(new Uri(Url, "/connect/callback/" + id).AbsoluteUri);
        }
    }

    private AppSetup[] Apps()
    {
        var shop = Vendors.Shopify.Shop("ana");
        AppSetup App(string id, string clientId, string secret, string vendor, string authorize, string token, string api) =>
            new(Catalog.All[id], clientId, secret, null, Vendors.BaseUrl(vendor) + authorize, Vendors.BaseUrl(vendor) + token, Vendors.BaseUrl(vendor) + api, id == "google-business-profile" ? new() { ["topic"] = Vendors.Google.Account.Topic } : new Dictionary<string, string>(), null);
        return
        [
            App("shopify", shop.ClientId, shop.ClientSecret, "shopify", "/{thing}/admin/oauth/authorize", "/{thing}/admin/oauth/access_token", "/{thing}"),
            App("mailchimp", Sandbox.Mailchimp.MailchimpSimulator.ClientId, Vendors.Mailchimp.ClientSecret, "mailchimp", "/oauth2/authorize", "/oauth2/token", "/3.0"),
            App("hubspot", Vendors.HubSpot.Account.ClientId, Vendors.HubSpot.Account.ClientSecret, "hubspot", "/oauth/authorize", "/oauth/2026-03/token", ""),
            App("google-business-profile", Vendors.Google.Account.ClientId, Vendors.Google.Account.ClientSecret, "google", "/o/oauth2/v2/auth", "/token", ""),
        ];
    }

    [GeneratedRegex("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"")]
    private static partial Regex RefreshPattern();

    [GeneratedRegex(@"\?login=([^""&]+)")]
    private static partial Regex LoginPattern();
}
