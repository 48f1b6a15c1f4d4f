using System.Net;

namespace IntegrationHub.Hub.Tests.Hosting;

/// <summary>The whole hub as it listens, asked by a browser on behalf of another page.</summary>
public sealed class ForeignPageGuardTests(RunningHub hub) : IClassFixture<RunningHub>
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
        Assert.Equal(0, hub.Count("select count(*) from stop"));
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
}
