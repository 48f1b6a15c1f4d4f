using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Hosting;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Receiving;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Receiving;

/// <summary>The whole hub, engine and all, before simulated tools: calls that are rightly signed and too old.</summary>
public sealed class StaleSignatureTests : IAsyncLifetime
{
    private const string Secret = "signing-secret-of-the-audience";
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-stale-").FullName;
    private SandboxVendors _vendors = null!;
    private Microsoft.AspNetCore.Builder.WebApplication _app = null!;
    private HttpClient _http = null!;
    private string _audience = "";

    public async Task InitializeAsync()
    {
        _vendors = await SandboxVendors.StartAsync(new SandboxOptions());
        _audience = _vendors.Mailchimp.AddAudience("Newsletter", []).Id;
        var setup = Setup();
        _app = HubHost.Build(setup, new Uri("http://127.0.0.1:0"), _folder);
        await _app.Services.GetRequiredService<MappingImport>().RunAsync(setup, new Dictionary<string, MappingFiles.LoadedFile> { ["ana"] = new("", CompiledMapping.Empty) });
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _vendors.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task Of_an_audience_are_refused_counted_apart_and_the_audience_is_asked_at_once()
    {
        await Until(() => Asked("mailchimp", "/members") == 1);
        var old = TimeProvider.System.GetUtcNow().AddMinutes(-6).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAudienceAsync(old));

        await Until(() => Asked("mailchimp", "/members") == 2);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAudienceAsync(old)); // the next within five minutes asks nobody
        await _app.Services.GetRequiredService<Rejections>().FlushAsync();
        Assert.Equal(2, Count("select sum(n) from counter where connection='list' and kind='rejected:stale-time'"));
        Assert.Equal(0, Count("select count(*) from envelope"));
        Assert.Equal(2, Asked("mailchimp", "/members"));
    }

    [Fact]
    public async Task Of_an_app_lead_to_a_poll_of_the_account_that_they_name()
    {
        await Until(() => Asked("hubspot", "/contacts/search") >= 1);
        var before = Asked("hubspot", "/contacts/search");
        var body = $$"""[{"subscriptionType":"contact.creation","portalId":{{_vendors.HubSpot.Account.PortalId}},"objectId":1,"occurredAt":1,"eventId":1,"subscriptionId":1,"attemptNumber":0}]""";
        var stamp = TimeProvider.System.GetUtcNow().AddMinutes(6).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var address = new Uri(_http.BaseAddress!, "/hooks/apps/hubspot");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-HubSpot-Request-Timestamp", stamp);
        request.Headers.Add("X-HubSpot-Signature-v3", Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(_vendors.HubSpot.Account.ClientSecret), Encoding.UTF8.GetBytes("POST" + address + body + stamp))));

        using var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await Until(() => Asked("hubspot", "/contacts/search") > before);
        await _app.Services.GetRequiredService<Rejections>().FlushAsync();
        Assert.Equal(1, Count("select sum(n) from counter where connection='app:hubspot' and kind='rejected:stale-time'"));
    }

    private async Task<HttpStatusCode> PostAudienceAsync(string stamp)
    {
        var body = $"type=unsubscribe&fired_at=2026-11-23+08%3A00%3A00&data%5Blist_id%5D={_audience}&data%5Bemail%5D=jo%40example.com";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/ana/list") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(stamp + "." + body)));
        request.Headers.Add("X-Mailchimp-Signature", $"t={stamp},v1={signature}");
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    private int Asked(string vendor, string path) => _vendors.World.Requests.Of(vendor).Count(r => r.PathAndQuery.Contains(path, StringComparison.Ordinal));

    private long Count(string sql)
    {
        using var reader = _app.Services.GetRequiredService<HubStore>().Read();
        return reader.Scalar<long>(sql);
    }

    private static async Task Until(Func<bool> reached)
    {
        for (var i = 0; i < 600 && !reached(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(reached());
    }

    private HubSetup Setup()
    {
        var mail = new GrantSetup("mail", Catalog.All["mailchimp"], new Uri(_vendors.BaseUrl("mailchimp") + "/3.0"), new Dictionary<string, string> { [CredentialNames.AccessToken] = _vendors.Mailchimp.ApiKey }, new Dictionary<string, string>());
        var crm = new GrantSetup(
            "crm", Catalog.All["hubspot"], _vendors.BaseUrl("hubspot"),
            new Dictionary<string, string> { [CredentialNames.AccessToken] = _vendors.HubSpot.Account.StaticToken, [CredentialNames.WebhookSecret] = _vendors.HubSpot.Account.ClientSecret }, new Dictionary<string, string>());
        var portal = _vendors.HubSpot.Account.PortalId.ToString(CultureInfo.InvariantCulture);
        return new HubSetup(null, [mail, crm],
        [
            new ClientSetup("ana", "Ana's shop", "Europe/Berlin", "EUR", "de-DE", [], null, true, false,
            [
                new("ana", "list", mail, "mail", true, _audience, ["members"], Secret, null, new ConnectionInfo("list", "ana", "mail", _audience, "Europe/Berlin", "EUR", "DE")),
                new("ana", "crm", crm, "crm", true, portal, ["contacts"], null, null, new ConnectionInfo("crm", "ana", "crm", portal, "Europe/Berlin", "EUR", "DE")),
            ]),
        ]);
    }
}
