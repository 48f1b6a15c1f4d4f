using System.Net;
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

/// <summary>The whole hub as it listens, asked by a browser on behalf of another page.</summary>
public sealed class ForeignPageGuardTests(ForeignPageGuardTests.RunningHub hub) : IClassFixture<ForeignPageGuardTests.RunningHub>
{
    private const string Stops = "/api/v1/clients/kornhaus/stops";
    private const string Order = """{ "scope": "client", "by": "a page", "reason": "mischief" }""";

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("http://127.0.0.1:1", null)]
    [InlineData("null", null)]
    [InlineData(null, "cross-site")]
    [InlineData(null, "same-site")]
    public async Task Another_page_can_change_nothing(string? origin, string? site)
    {
        using var answer = await hub.Send(HttpMethod.Post, Stops, Order, "application/json", origin, site);
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(0, hub.StopsStored);
    }

    [Fact]
    public async Task Every_address_that_changes_something_refuses_another_page()
    {
        var changing = hub.Changing().ToList();
        Assert.Contains("POST " + Stops, changing.Select(c => c.Method + " " + c.Path));
        foreach (var (method, path) in changing)
        {
            using var answer = await hub.Send(method, path, "{}", "application/json", "https://evil.example", "cross-site");
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {path} answers {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Every_address_of_the_api_that_changes_something_takes_JSON_only()
    {
        foreach (var (method, path) in hub.Changing().Where(c => c.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using var answer = await hub.Send(method, path, "{}", "text/plain", null, null);
            Assert.True(answer.StatusCode == HttpStatusCode.UnsupportedMediaType, $"{method} {path} answers {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Another_page_cannot_open_the_dashboards_socket()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hub.Url, "/_blazor"));
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Origin", "https://evil.example");
        using var answer = await hub.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Another_pages_name_for_this_computer_is_not_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hub.Url, "/api/v1/clients"));
        request.Headers.Host = "rebound.evil.example";
        using var answer = await hub.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_hubs_own_page_passes()
    {
        using var answer = await hub.Send(HttpMethod.Post, Stops, """{ "scope": "nothing", "by": "Anna" }""", "application/json", hub.Url.GetLeftPart(UriPartial.Authority), "same-origin");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode); // read and answered, not turned away
    }

    [Fact]
    public async Task A_webhook_is_judged_by_its_signature_whatever_page_it_names()
    {
        using var answer = await hub.Send(HttpMethod.Post, "/hooks/kornhaus/shop", "a", "application/json", "https://evil.example", "cross-site");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    public sealed class RunningHub : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("hub-guard-").FullName;
        private WebApplication _app = null!;

        public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

        public Uri Url { get; private set; } = null!;

        public long StopsStored
        {
            get
            {
                using var reader = _app.Services.GetRequiredService<HubStore>().Read();
                return reader.Scalar<long>("select count(*) from stop");
            }
        }

        public async Task InitializeAsync()
        {
            var grant = new GrantSetup("g", new FakeConnector(), new Uri("http://127.0.0.1:1/"), new Dictionary<string, string> { ["webhookSecret"] = "s" }, new Dictionary<string, string>());
            var info = new Connectors.Contract.ConnectionInfo("shop", "kornhaus", "shop", "s1", "Europe/Berlin", "EUR", "DE");
            var client = SampleBakery.Client("kornhaus", "Sample Bakery Kornhaus") with { Connections = [new ConnectionSetup("kornhaus", "shop", grant, "shop", true, "s1", [], null, null, info)] };
            _app = HubHost.Build(new HubSetup(null, [grant], [client]), new Uri("http://127.0.0.1:0"), _folder);
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
}
