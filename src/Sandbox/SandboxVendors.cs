using System.Net;
using IntegrationHub.Sandbox.GoogleBusinessProfile;
using IntegrationHub.Sandbox.HubSpot;
using IntegrationHub.Sandbox.Mailchimp;
using IntegrationHub.Sandbox.Shopify;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Sandbox;

/// <summary>
/// The simulated vendors behind one loopback address, each under its own prefix: a grant's base URL is
/// <c>http://127.0.0.1:PORT/shopify/SHOP</c>, <c>.../mailchimp/3.0</c>, <c>.../hubspot</c> or <c>.../google</c>.
/// </summary>
public sealed class SandboxVendors : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Builds the vendors without serving them; <see cref="StartAsync"/> builds and serves.</summary>
    public SandboxVendors(SandboxOptions options)
    {
        World = new SandboxWorld(options);
        HubSpot = new HubSpotSimulator(World);
        Google = new GoogleSimulator(World);
        Shopify = new ShopifySimulator(World);
        Mailchimp = new MailchimpSimulator(World);
        All = [Shopify, Mailchimp, HubSpot, Google];
    }

    /// <summary>What the vendors share: clock, ledger, faults, webhooks.</summary>
    public SandboxWorld World { get; }

    /// <summary>The shops.</summary>
    public ShopifySimulator Shopify { get; }

    /// <summary>The Mailchimp account.</summary>
    public MailchimpSimulator Mailchimp { get; }

    /// <summary>The HubSpot account.</summary>
    public HubSpotSimulator HubSpot { get; }

    /// <summary>The Google Business Profile account.</summary>
    public GoogleSimulator Google { get; }

    /// <summary>All vendors.</summary>
    public IReadOnlyList<ISandboxVendor> All { get; }

    /// <summary>What was really done at the vendors.</summary>
    public SandboxLedger Ledger => World.Ledger;

    /// <summary>The switches for faults.</summary>
    public SandboxFaults Faults => World.Faults;

    /// <summary>Subscriptions and deliveries.</summary>
    public WebhookSender Webhooks => World.Webhooks;

    /// <summary>Where the vendors listen, without a trailing slash; empty before the start.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>Builds the vendors and serves them on loopback.</summary>
    public static async Task<SandboxVendors> StartAsync(SandboxOptions options, CancellationToken cancel = default)
    {
        var vendors = new SandboxVendors(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, options.Port);
            k.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(1));
        vendors._app = builder.Build();
        vendors.MapTo(vendors._app);
        await vendors._app.StartAsync(cancel);
        vendors.Address = new Uri(vendors._app.Urls.First());
        return vendors;
    }

    /// <summary>Maps the vendors and the sandbox's own endpoints on a host of the caller's choosing.</summary>
    public void MapTo(WebApplication app)
    {
        var faults = new FaultMiddleware(World, All.ToDictionary(v => v.Vendor, StringComparer.Ordinal));
        app.Use((HttpContext context, RequestDelegate next) => faults.InvokeAsync(context, next));
        app.UseRouting();
        SandboxEndpoints.Map(app, World);
        foreach (var vendor in All)
        {
            vendor.Map(app.MapGroup("/" + vendor.Vendor));
        }
    }

    /// <summary>The base URL of a vendor, such as <c>BaseUrl("shopify", "kornhaus")</c>.</summary>
    public Uri BaseUrl(string vendor, string path = "") => new(Address, path.Length == 0 ? $"/{vendor}" : $"/{vendor}/{path}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await World.DisposeAsync();
        Google.Dispose();
    }
}
