using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Hub.Secrets;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Vendors;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Hub.Tests.Connecting;

/// <summary>Two clients without connections, apps at HubSpot and Shopify whose addresses are a fake's, a real store, and a clock that the test moves.</summary>
public sealed class ConnectingWorld : IAsyncDisposable
{
    private readonly TempStore _temp = new();

    private ConnectingWorld(TokenServer server)
    {
        Server = server;
        Apps =
        [
            App("hubspot", "{0}/oauth/authorize", "{0}/oauth/token", "{0}"),
            App("shopify", "{0}/shops/{{thing}}/authorize", "{0}/shops/{{thing}}/token", "{0}/shops/{{thing}}"),
        ];
        Restart();
    }

    public TokenServer Server { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public IReadOnlyList<AppSetup> Apps { get; }

    public CurrentSetup Setup { get; private set; } = null!;

    public RecordingWaker Waker { get; private set; } = null!;

    public SecretVault Vault { get; private set; } = null!;

    public LoginTokens Tokens { get; private set; } = null!;

    public ConnectionBook Book { get; private set; } = null!;

    public LoginRenewal Renewal { get; private set; } = null!;

    public SignIns SignIns { get; private set; } = null!;

    public VendorHttp Http { get; private set; } = null!;

    public HubStore Store => _temp.Store;

    public long Count(string sql) => _temp.Count(sql);

    public string? Text(string sql) => _temp.Query(sql, r => r.IsDBNull(0) ? null : r.GetString(0)).FirstOrDefault();

    public static async Task<ConnectingWorld> StartAsync() => new(await TokenServer.StartAsync());

    /// <summary>Everything anew on the same store, as after a crash.</summary>
    public void Restart()
    {
        var client = new ClientSetup("ana", "Ana's shop", "Europe/Berlin", "EUR", "de-DE", [], null, false, false, []);
        Setup = new CurrentSetup(new HubSetup(null, [], [client, client with { Id = "bob", Name = "Bob's shop" }], Apps));
        Waker = new RecordingWaker();
        Vault = SecretVault.Open(Store, SecretKeySetup.InFolder, Path.GetDirectoryName(_temp.Path)!, Time);
        Tokens = new LoginTokens(Time);
        Http = new VendorHttp(Time, Tokens);
        var ids = new HubIds(Time);
        Book = new ConnectionBook(Store, ids, Setup, Vault, Tokens, new StopsAndGo(Store, ids, Setup, Waker, Time), Waker, Time);
        Renewal = new LoginRenewal(Store, ids, Setup, Vault, Tokens, Http, Time, NullLogger<LoginRenewal>.Instance);
        Tokens.Renew = Renewal.RenewAsync;
        SignIns = new SignIns(Store, Setup, Book, Vault, Http, Time);
        Book.Load();
    }

    /// <summary>A login at HubSpot that was signed in to now.</summary>
    public async Task<string> LoginAsync(string client = "ana", string access = "access-1", string? refresh = "refresh-1", TimeSpan? lasts = null)
    {
        var id = Book.NewGrantId("hubspot");
        await Book.KeepAsync(
            new StoredGrant { Id = id, Client = client, Connector = "hubspot", Kind = GrantKind.SignIn, Account = "4711", Name = "portal 4711", By = "Anna", AccessUntil = (Time.GetUtcNow() + (lasts ?? TimeSpan.FromMinutes(30))).ToUnixTimeMilliseconds() },
            new Dictionary<string, string?> { [CredentialNames.AccessToken] = access, ["refreshToken"] = refresh });
        return id;
    }

    public string Secret(string grant, string name)
    {
        using var reader = Store.Read();
        return Vault.Of(reader, Book.Grant(grant)!.Client, "grant:" + grant).GetValueOrDefault(name, "");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        await _temp.DisposeAsync();
    }

    private AppSetup App(string connector, string authorize, string token, string api)
    {
        var url = Server.Url;
        return new(Catalog.All[connector], "client-id", "client-secret-of-the-app", null, string.Format(System.Globalization.CultureInfo.InvariantCulture, authorize, url),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, token, url), string.Format(System.Globalization.CultureInfo.InvariantCulture, api, url), new Dictionary<string, string>(), null);
    }
}
