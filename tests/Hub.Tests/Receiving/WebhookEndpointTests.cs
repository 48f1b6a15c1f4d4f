using System.Net;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Receiving;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Receiving;

public sealed class WebhookEndpointTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-web-").FullName;
    private readonly FakeConnector _connector = new();
    private Microsoft.AspNetCore.Builder.WebApplication _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        var url = new Uri("http://127.0.0.1:0");
        _app = HubHost.Build(Setup(), url, _folder, intakeOnly: true);
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task A_signed_delivery_is_on_disk_when_it_is_answered()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/hooks/kornhaus/shop", "a"));
        Assert.Equal(1, Count("select count(*) from envelope where state=0"));
    }

    [Fact]
    public async Task A_duplicate_is_answered_200_and_stored_once()
    {
        await PostAsync("/hooks/kornhaus/shop", "a");
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/hooks/kornhaus/shop", "a"));
        Assert.Equal(1, Count("select count(*) from envelope"));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task A_forged_or_unsigned_delivery_is_401_and_stores_nothing(string? signature)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("/hooks/kornhaus/shop", "a", signature));
        Assert.Equal(0, Count("select count(*) from envelope"));
    }

    [Fact]
    public async Task Refusals_are_counted_within_seconds()
    {
        await PostAsync("/hooks/kornhaus/shop", "a", "wrong");
        await _app.Services.GetRequiredService<Rejections>().FlushAsync();
        Assert.Equal(1, Count("select n from counter where kind='rejected:wrong-signature'"));
        Assert.Equal(1, Count("select n from counter where kind='received'"));
    }

    [Fact]
    public async Task A_stale_but_right_signature_is_401_counted_apart()
    {
        _connector.OnVerify = (_, _) => VerificationReason.StaleTime;
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("/hooks/kornhaus/shop", "a"));
        await _app.Services.GetRequiredService<Rejections>().FlushAsync();
        Assert.Equal(1, Count("select n from counter where kind='rejected:stale-time'"));
    }

    [Fact]
    public async Task Without_a_secret_of_ours_the_vendor_is_asked_to_come_again()
    {
        _connector.OnVerify = (_, _) => VerificationReason.NoSecret;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync("/hooks/kornhaus/shop", "a"));
    }

    [Theory]
    [InlineData("/hooks/kornhaus/unknown")]
    [InlineData("/hooks/nobody/shop")]
    [InlineData("/hooks/kornhaus/shop/some-secret")]
    [InlineData("/hooks/kornhaus/mail/wrong-secret")]
    [InlineData("/hooks/kornhaus/mail")]
    public async Task Unknown_paths_and_wrong_path_secrets_look_the_same(string path) => Assert.Equal(HttpStatusCode.NotFound, await PostAsync(path, "a"));

    [Fact]
    public async Task The_address_check_of_a_right_secret_is_answered_200() =>
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("/hooks/kornhaus/mail/right-secret")).StatusCode);

    [Fact]
    public async Task A_delivery_for_another_shop_is_refused_although_rightly_signed() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("/hooks/kornhaus/shop", "a", shop: "another-shop"));

    [Fact]
    public async Task More_than_a_mebibyte_is_413() => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync("/hooks/kornhaus/shop", new string('x', (1024 * 1024) + 1)));

    [Fact]
    public async Task A_packed_body_is_415()
    {
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _http.PostAsync("/hooks/kornhaus/shop", content)).StatusCode);
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Host = "evil.example.com";
        Assert.Equal(HttpStatusCode.BadRequest, (await _http.SendAsync(request)).StatusCode);
    }

    private async Task<HttpStatusCode> PostAsync(string path, string body, string? signature = "right", string? shop = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (signature is not null)
        {
            request.Headers.Add("sig", signature);
        }

        if (shop is not null)
        {
            request.Headers.Add("shop", shop);
        }

        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    private long Count(string sql)
    {
        using var reader = _app.Services.GetRequiredService<IntegrationHub.Hub.Storage.HubStore>().Read();
        return reader.Scalar<long>(sql);
    }

    private HubSetup Setup()
    {
        var grant = new GrantSetup("g", _connector, new Uri("http://127.0.0.1:1"), new Dictionary<string, string> { ["webhookSecret"] = "right" }, new Dictionary<string, string>());
        ConnectionSetup Connection(string id, string role, string? addressSecret) => new(
            "kornhaus", id, grant, role, true, "kornhaus-shop", [], null, addressSecret, new ConnectionInfo(id, "kornhaus", role, "kornhaus-shop", "Europe/Berlin", "EUR", "DE"));
        return new HubSetup(null, [grant],
        [
            new ClientSetup("kornhaus", "Sample Bakery", "Europe/Berlin", "EUR", "de-DE", [], null, false, true, [Connection("shop", "shop", null), Connection("mail", "mail", "right-secret")]),
        ]);
    }
}
