using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Receiving;

/// <summary>Every recorded Shopify payload through the real address with the real verification.</summary>
public sealed class ShopifyFixtureTests
{
    private const string Secret = "fixture-webhook-secret";

    [ShopifyFixtureFact]
    public async Task Signed_is_stored_changed_by_one_byte_is_refused_and_repeated_is_stored_once()
    {
        var folder = Directory.CreateTempSubdirectory("hub-fixtures-").FullName;
        await using var app = HubHost.Build(Setup(), new Uri("http://127.0.0.1:0"), folder, intakeOnly: true);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var n = 0;
        foreach (var file in Directory.EnumerateFiles(SharedFixtures.ShopifyWebhooks!, "*.json").Order(StringComparer.Ordinal))
        {
            var (topic, body) = Read(file);
            var id = "fixture-" + n++;
            var changed = (byte[])body.Clone();
            changed[changed.Length / 2] ^= 1;
            Assert.True(await PostAsync(http, topic, body, Sign(body), id) == HttpStatusCode.OK, $"{file}: signed");
            Assert.True(await PostAsync(http, topic, changed, Sign(body), id + "-changed") == HttpStatusCode.Unauthorized, $"{file}: changed");
            Assert.True(await PostAsync(http, topic, body, Sign(body), id) == HttpStatusCode.OK, $"{file}: repeated");
        }

        using var reader = app.Services.GetRequiredService<HubStore>().Read();
        Assert.Equal(n, reader.Scalar<long>("select count(*) from envelope"));
        Assert.True(n >= 30, $"only {n} payloads were found");
    }

    private static (string Topic, byte[] Body) Read(string file)
    {
        var name = Path.GetFileName(file)["doc_".Length..].Split(".2026")[0];
        var topic = name.StartsWith("customer.", StringComparison.Ordinal) ? name : name[..name.LastIndexOf('_')] + "/" + name[(name.LastIndexOf('_') + 1)..];
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var response = document.RootElement.GetProperty("response");
        return (topic, Encoding.UTF8.GetBytes(response.ValueKind == JsonValueKind.String ? response.GetString()! : response.GetRawText()));
    }

    private static string Sign(byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string topic, byte[] body, string signature, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/kornhaus/shop") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Hmac-Sha256", signature);
        request.Headers.Add("X-Shopify-Shop-Domain", "kornhaus.myshopify.com");
        request.Headers.Add("X-Shopify-API-Version", "2026-04");
        request.Headers.Add("X-Shopify-Webhook-Id", id);
        request.Headers.Add("X-Shopify-Event-Id", "event-" + id);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static HubSetup Setup()
    {
        var grant = new GrantSetup(
            "shop", Catalog.All["shopify"], new Uri("http://127.0.0.1:1"), new Dictionary<string, string> { ["webhookSecret"] = Secret }, new Dictionary<string, string>());
        var connection = new ConnectionSetup(
            "kornhaus", "shop", grant, "shop", true, "kornhaus.myshopify.com", [], null, null,
            new ConnectionInfo("shop", "kornhaus", "shop", "kornhaus.myshopify.com", "Europe/Berlin", "EUR", "DE"));
        return new HubSetup(null, [grant], [new ClientSetup("kornhaus", "Sample Bakery", "Europe/Berlin", "EUR", "de-DE", [], null, false, true, [connection])]);
    }
}
