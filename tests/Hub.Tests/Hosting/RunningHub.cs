using System.Text;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Hosting;

/// <summary>The whole hub in this process, listening on a free port of loopback, with the rows of the sample bakery and one fake shop.</summary>
public sealed class RunningHub : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-guard-").FullName;
    private WebApplication _app = null!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    public Uri Url { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public HubStore Store => _app.Services.GetRequiredService<HubStore>();

    public long Count(string sql)
    {
        using var reader = Store.Read();
        return reader.Scalar<long>(sql);
    }

    public async Task InitializeAsync()
    {
        var grant = new GrantSetup("g", new FakeConnector(), new Uri("http://127.0.0.1:1/"), new Dictionary<string, string> { ["webhookSecret"] = "s" }, new Dictionary<string, string>());
        var info = new Connectors.Contract.ConnectionInfo("shop", "kornhaus", "shop", "s1", "Europe/Berlin", "EUR", "DE");
        var client = SampleBakery.Client("kornhaus", "Sample Bakery Kornhaus") with { Connections = [new ConnectionSetup("kornhaus", "shop", grant, "shop", true, "s1", [], null, null, info)] };
        _app = HubHost.Build(new HubSetup(null, [grant], [client]), new Uri("http://127.0.0.1:0"), _folder);
        await SampleBakery.SeedAsync(Store);
        await _app.StartAsync();
        Url = new Uri(_app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    /// <summary>Every address that takes another method than GET and HEAD, webhooks left out.</summary>
    public IEnumerable<(HttpMethod Method, string Path)> Changing() =>
        from endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method is not ("GET" or "HEAD")
        let path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Text))))
        where !path.StartsWith("/hooks/", StringComparison.Ordinal)
        select (new HttpMethod(method), path);

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, string body, string type, string? origin, string? site)
    {
        var request = new HttpRequestMessage(method, new Uri(Url, path)) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return Http.SendAsync(request);
    }

    private static string Text(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: "client" or "Client" } => "kornhaus",
        _ => "1",
    };
}
