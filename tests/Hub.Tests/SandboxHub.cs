using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests;

/// <summary>The whole hub, engine and all, before simulated tools: client <c>ana</c> with <c>shop</c>, <c>list</c>, <c>crm</c> and <c>reviews</c>. Nothing is polled that is not named.</summary>
public sealed class SandboxHub : IAsyncDisposable
{
    /// <summary>Signing secret of the audience's webhook.</summary>
    public const string AudienceSecret = "signing-secret-of-the-audience";

    private readonly string _folder = Directory.CreateTempSubdirectory("hub-sandbox-").FullName;
    private readonly WebApplication _app;

    private SandboxHub(SandboxVendors vendors, HubSetup setup, Uri address)
    {
        (Vendors, Setup) = (vendors, setup);
        _app = HubHost.Build(setup, address, _folder);
        Http = new HttpClient { BaseAddress = address };
    }

    public SandboxVendors Vendors { get; }

    public HubSetup Setup { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts tools and hub.</summary>
    /// <param name="rules">The mapping's document; null for none.</param>
    /// <param name="streams">What is polled, as <c>connection/stream</c>.</param>
    public static async Task<SandboxHub> StartAsync(string? rules = null, params string[] streams)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var vendors = await SandboxVendors.StartAsync(new SandboxOptions { HubBaseUrl = address });
        vendors.Shopify.Shop("ana").ConfigureAppWebhooks(new Uri(address, "/hooks/ana/shop"), "orders/create", "customers/create", "customers/update");
        var hub = new SandboxHub(vendors, SetupOf(vendors, vendors.Mailchimp.AddAudience("Newsletter", []).Id, streams), address);
        var compiled = rules is null ? CompiledMapping.Empty : Compile(rules, hub.Setup.Clients["ana"]);
        await hub._app.Services.GetRequiredService<MappingImport>().RunAsync(hub.Setup, new Dictionary<string, MappingFiles.LoadedFile> { ["ana"] = new(rules ?? "", compiled) });
        await hub._app.StartAsync();
        return hub;
    }

    /// <summary>The thing behind a connection: shop domain, audience, portal, location.</summary>
    public string Thing(string connection) => Setup.Connection("ana", connection)!.Thing;

    public T? Read<T>(string sql)
    {
        using var reader = _app.Services.GetRequiredService<HubStore>().Read();
        return reader.Scalar<T>(sql);
    }

    /// <summary>Puts actions into the outbox, all due, and waits until the hub has an answer on each.</summary>
    public async Task DoAsync(string connection, string grant, IEnumerable<WishedAction> wishes)
    {
        var wished = wishes.ToList();
        await Services.GetRequiredService<HubStore>().Writer.Write(t =>
        {
            foreach (var (wish, n) in wished.Select((w, n) => (w, n + 1)))
            {
                t.Execute(
                    """
                    insert into action (id, client, "key", "grant", connection, verb, name, rule, run, step, subject, object_id, email, touch, due_at, state, payload, hops, target_reason, approved_by, attempts, epoch,
                      created_at, updated_at)
                    values (@p0, 'ana', @p1, @p2, @p3, @p4, @p4, 'r', 'r|k|1', 's1', @p5, @p6, @p7, 0, 1, 0, @p8, 1, '', @p9, 0, 0, 1, 1)
                    """, n, "key" + n, grant, connection, wish.Verb, "contact:" + wish.Person, wish.Record, $"p{wish.Person + 1}@example.com", wish.Payload, wish.ApprovedBy);
            }
        });
        Services.GetRequiredService<IWaker>().GrantHasWork(grant);
        await Until(() => Read<long>("select count(*) from action where state > 2") == wished.Count, "an answer on each: " + Read<string>("select group_concat(distinct state || ' ' || coalesce(result, '')) from action"));
    }

    /// <summary>Waits until it is so; says what was asked when it never is.</summary>
    public async Task Until(string sql) => await Until(() => Read<long?>(sql) > 0, sql);

    public static async Task Until(Func<bool> reached, string what = "")
    {
        for (var i = 0; i < 600 && !reached(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(reached(), "never reached: " + what);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Vendors.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    private static CompiledMapping Compile(string rules, ClientSetup client)
    {
        var loaded = MappingLoader.Load(rules, "mapping.json", ActionCatalog.Of(client));
        return loaded.Mapping ?? throw new InvalidOperationException(string.Join('\n', loaded.Mistakes));
    }

    private static HubSetup SetupOf(SandboxVendors vendors, string audience, string[] streams)
    {
        var shop = vendors.Shopify.Shop("ana");
        var google = vendors.Google;
        GrantSetup Grant(string id, Uri url, Dictionary<string, string> credentials, Dictionary<string, string>? settings = null) => new("login-" + id, Catalog.All[id], url, credentials, settings ?? []);
        var grants = new[]
        {
            Grant("shopify", vendors.BaseUrl("shopify", "ana"), new() { [CredentialNames.AccessToken] = shop.AccessToken, [CredentialNames.WebhookSecret] = shop.ClientSecret }),
            Grant("mailchimp", new Uri(vendors.BaseUrl("mailchimp") + "/3.0"), new() { [CredentialNames.AccessToken] = vendors.Mailchimp.ApiKey }),
            Grant("hubspot", vendors.BaseUrl("hubspot"), new() { [CredentialNames.AccessToken] = vendors.HubSpot.Account.StaticToken, [CredentialNames.WebhookSecret] = vendors.HubSpot.Account.ClientSecret }),
            Grant(
                "google-business-profile", vendors.BaseUrl("google"), new() { [CredentialNames.AccessToken] = google.IssueAccessToken() },
                new() { ["account"] = "accounts/" + google.Account.Id, ["serviceAccount"] = google.Account.PushServiceAccount, ["audience"] = "hub", ["jwksUrl"] = vendors.BaseUrl("google", "oauth2/v3/certs").ToString() }),
        };
        string[] ids = ["shop", "list", "crm", "reviews"];
        string[] things = [shop.Domain, audience, vendors.HubSpot.Account.PortalId.ToString(CultureInfo.InvariantCulture), "locations/5550001"];
        var connections = ids.Select((id, i) => new ConnectionSetup(
            "ana", id, grants[i], grants[i].Connector.Info.Role, true, things[i], [.. streams.Where(s => s.StartsWith(id + "/", StringComparison.Ordinal)).Select(s => s[(id.Length + 1)..])],
            id == "list" ? AudienceSecret : null, null, new ConnectionInfo(id, "ana", grants[i].Connector.Info.Role, things[i], "Europe/Berlin", "EUR", "DE")));
        return new HubSetup(null, grants, [new ClientSetup("ana", "Ana's shop", "Europe/Berlin", "EUR", "de-DE", [], null, true, false, [.. connections])]);
    }

    // Below the ports that the system gives to outgoing calls, of which the tests beside this one make many.
    internal static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(10_000, 20_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // taken; the next one
            }
        }
    }
}
