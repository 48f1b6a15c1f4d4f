using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Hub.Receiving;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Receiving;

/// <summary>Calls that are rightly signed and too old, before the whole hub.</summary>
public sealed class StaleSignatureTests
{
    [Fact]
    public async Task Of_an_audience_are_refused_counted_apart_and_the_audience_is_asked_at_once()
    {
        await using var hub = await SandboxHub.StartAsync(null, "list/members");
        await SandboxHub.Until(() => Asked(hub, "mailchimp", "/members") == 1);
        var old = TimeProvider.System.GetUtcNow().AddMinutes(-6).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAudienceAsync(hub, old));

        await SandboxHub.Until(() => Asked(hub, "mailchimp", "/members") == 2);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAudienceAsync(hub, old)); // the next within five minutes asks nobody
        await hub.Services.GetRequiredService<Rejections>().FlushAsync();
        Assert.Equal(2, hub.Read<long>("select sum(n) from counter where connection='list' and kind='rejected:stale-time'"));
        Assert.Equal(0, hub.Read<long>("select count(*) from envelope"));
        Assert.Equal(2, Asked(hub, "mailchimp", "/members"));
    }

    [Fact]
    public async Task Of_an_app_lead_to_a_poll_of_the_account_that_they_name()
    {
        await using var hub = await SandboxHub.StartAsync(null, "crm/contacts");
        await SandboxHub.Until(() => Asked(hub, "hubspot", "/contacts/search") >= 1);
        await hub.Until("select count(*) from cursor where connection='crm' and read_at is not null");
        var before = Asked(hub, "hubspot", "/contacts/search");
        var body = $$"""[{"subscriptionType":"contact.creation","portalId":{{hub.Thing("crm")}},"objectId":1,"occurredAt":1,"eventId":1,"subscriptionId":1,"attemptNumber":0}]""";
        var stamp = TimeProvider.System.GetUtcNow().AddMinutes(6).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var address = new Uri(hub.Http.BaseAddress!, "/hooks/apps/hubspot");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-HubSpot-Request-Timestamp", stamp);
        request.Headers.Add("X-HubSpot-Signature-v3", Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(hub.Vendors.HubSpot.Account.ClientSecret), Encoding.UTF8.GetBytes("POST" + address + body + stamp))));

        using var answer = await hub.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await SandboxHub.Until(() => Asked(hub, "hubspot", "/contacts/search") > before);
        await hub.Services.GetRequiredService<Rejections>().FlushAsync();
        Assert.Equal(1, hub.Read<long>("select sum(n) from counter where connection='app:hubspot' and kind='rejected:stale-time'"));
    }

    private static async Task<HttpStatusCode> PostAudienceAsync(SandboxHub hub, string stamp)
    {
        var body = $"type=unsubscribe&fired_at=2026-11-23+08%3A00%3A00&data%5Blist_id%5D={hub.Thing("list")}&data%5Bemail%5D=jo%40example.com";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/ana/list") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SandboxHub.AudienceSecret), Encoding.UTF8.GetBytes(stamp + "." + body)));
        request.Headers.Add("X-Mailchimp-Signature", $"t={stamp},v1={signature}");
        using var answer = await hub.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static int Asked(SandboxHub hub, string vendor, string path) => hub.Vendors.World.Requests.Of(vendor).Count(r => r.PathAndQuery.Contains(path, StringComparison.Ordinal));
}
