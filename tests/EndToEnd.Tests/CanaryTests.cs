using System.Net;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>Known secrets in every credential, tools that repeat them in their errors, and the logs at their most talkative: none may come out anywhere.</summary>
public sealed class CanaryTests
{
    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["CANARY_SHOP_TOKEN"] = "canary+shop/token=01", ["CANARY_SHOP_SECRET"] = ShopOrders.Secret, ["CANARY_SHOP_OLD"] = "canary+shop/before=02", ["CANARY_MAIL_TOKEN"] = "canary+mail/token=03-us1",
        ["CANARY_MAIL_SECRET"] = "canary+mail/signing=04", ["CANARY_MAIL_ADDRESS"] = "canary-mail-address-05", ["CANARY_CRM_TOKEN"] = "canary+crm/token=06", ["CANARY_CRM_SECRET"] = "canary+crm/secret=07",
        ["CANARY_GOOGLE_TOKEN"] = "canary+google/token=08",
    };

    [Fact]
    public async Task No_secret_is_in_logs_pages_api_metrics_or_the_store()
    {
        await using var vendor = await EchoingVendor.StartAsync();
        var url = HubProcess.FreeAddress();
        var folder = Directory.CreateTempSubdirectory("hub-canary-").FullName;
        Write(folder, url, vendor.Url);
        var environment = new Dictionary<string, string>(Secrets)
        {
            ["Logging__LogLevel__Default"] = "Trace", ["Logging__LogLevel__Microsoft"] = "Trace", ["Logging__LogLevel__System"] = "Trace", ["Logging__LogLevel__Polly"] = "Trace",
        };
        var shown = new List<(string Where, string Text)>();
        await using (var hub = await HubProcess.StartAsync(folder, url, environment))
        {
            using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(20) };
            await ProvokeAsync(http, url);
            await UntilAsync(async () => JObject.Parse(await http.GetStringAsync("/api/v1/clients/kornhaus/attempts"))["items"]!.Count(a => a["answer"]?.Type is JTokenType.String) >= 2, vendor, hub);
            foreach (var path in await PathsAsync(http))
            {
                using var answer = await http.GetAsync(path);
                shown.Add((path, await answer.Content.ReadAsStringAsync() + answer.Headers));
            }

            shown.Add(("log", hub.Output));
        }

        // What the hub wrote down of the tools' answers; the store's file as it lies on the disk.
        shown.AddRange(Directory.EnumerateFiles(Path.Combine(folder, "data")).Select(f => (f, Encoding.Latin1.GetString(File.ReadAllBytes(f)))));
        Directory.Delete(folder, true);

        Assert.Contains("[redacted]", shown.First(s => s.Where == "log").Text, StringComparison.Ordinal); // the secrets were on their way out
        Assert.Contains("[redacted]", shown.First(s => s.Where.EndsWith("/attempts", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.All(shown, s => Assert.All(Secrets, secret => Assert.All(Writings(secret.Value), w => Assert.False(s.Text.Contains(w, StringComparison.Ordinal), $"{secret.Key} is in {s.Where}: …{Around(s.Text, w)}…"))));
    }

    private static async Task ProvokeAsync(HttpClient http, Uri url)
    {
        Assert.True(await new ShopOrders(url).SendAsync(1, untilAcknowledged: true));
        var address = Secrets["CANARY_MAIL_ADDRESS"];
        foreach (var (path, header, value) in new[]
        {
            ("/hooks/kornhaus/shop", "X-Shopify-Hmac-Sha256", Secrets["CANARY_SHOP_SECRET"]), ("/hooks/kornhaus/mail/" + address, "X-Mailchimp-Signature", "t=1,v1=" + Secrets["CANARY_MAIL_SECRET"]),
            ("/hooks/kornhaus/mail/" + address + "x", "X-Mailchimp-Signature", "t=1"), ("/hooks/apps/hubspot", "X-HubSpot-Signature-v3", Secrets["CANARY_CRM_SECRET"]),
            ("/hooks/apps/google-business-profile", "Authorization", "Bearer " + Secrets["CANARY_GOOGLE_TOKEN"]),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{\"not\": [json", Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await http.SendAsync(request);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }

        using var check = await http.GetAsync("/hooks/kornhaus/mail/" + address);
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
    }

    private static async Task<List<string>> PathsAsync(HttpClient http)
    {
        const string Api = "/api/v1/clients/kornhaus/";
        List<string> paths =
        [
            "/", "/clients", "/c/kornhaus", "/c/kornhaus/log", "/c/kornhaus/contacts", "/c/kornhaus/connections", "/c/kornhaus/inbox", "/metrics", "/health/ready", "/openapi/v1.json", "/api/v1/clients",
            Api + "log", Api + "contacts", Api + "connections", Api + "approvals", Api + "events", Api + "decisions", Api + "actions", Api + "attempts", Api + "quarantine",
        ];
        var actions = JObject.Parse(await http.GetStringAsync(Api + "actions"));
        paths.AddRange(actions["items"]!.Select(a => $"/c/kornhaus/log?open=action-{a["id"]}"));
        paths.AddRange(actions["items"]!.Select(a => Api + $"log/action/{a["id"]}"));
        return paths;
    }

    private static IEnumerable<string> Writings(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return secret.Replace("+", "\\u002B", StringComparison.Ordinal);
        for (var before = 0; before < 3; before++)
        {
            var core = Convert.ToBase64String([.. new byte[before], .. bytes])[((8 * before + 5) / 6)..(8 * (before + bytes.Length) / 6)];
            yield return core;
            yield return Uri.EscapeDataString(core);
        }
    }

    private static string Around(string text, string found)
    {
        var at = text.IndexOf(found, StringComparison.Ordinal);
        return text[Math.Max(0, at - 150)..Math.Min(text.Length, at + 150)];
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, EchoingVendor vendor, HubProcess hub)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await reached())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"not reached within a minute and {vendor.Calls} calls; the hub said: " + string.Join("\n", hub.Output.Split("\n").Where(l => !l.Contains("AspNetCore", StringComparison.Ordinal)).TakeLast(50)));
    }

    private static void Write(string folder, Uri listen, Uri vendor)
    {
        File.WriteAllText(Path.Combine(folder, "mapping.json"), """
            { "rules": [ { "id": "buyer", "mode": "live", "when": "order.placed", "then": [
                { "do": "mail.tag.add", "with": { "tag": "buyer" }, "touch": "internal" },
                { "do": "shop.tag.add", "with": { "tag": "buyer" }, "touch": "internal" },
                { "do": "crm.property.set", "with": { "property": "buyer", "value": "yes" }, "touch": "internal" } ] } ] }
            """);
        string Grant(string id, string connector, string credentials, string more = "") => $$"""{ "id": "{{id}}", "connector": "{{connector}}", "baseUrl": "{{new Uri(vendor, id)}}", "credentials": { {{credentials}} }{{more}} }""";
        File.WriteAllText(Path.Combine(folder, "connectors.json"), $$"""
            { "listen": "{{listen.GetLeftPart(UriPartial.Authority)}}", "publicUrl": "https://hub.example.com",
              "grants": [
                {{Grant("shop", "shopify", "\"accessToken\": \"env:CANARY_SHOP_TOKEN\", \"webhookSecret\": \"env:CANARY_SHOP_SECRET\", \"previousWebhookSecret\": \"env:CANARY_SHOP_OLD\"")}},
                {{Grant("mail", "mailchimp", "\"accessToken\": \"env:CANARY_MAIL_TOKEN\"")}},
                {{Grant("crm", "hubspot", "\"accessToken\": \"env:CANARY_CRM_TOKEN\", \"webhookSecret\": \"env:CANARY_CRM_SECRET\"")}},
                {{Grant("google", "google-business-profile", "\"accessToken\": \"env:CANARY_GOOGLE_TOKEN\"", ", \"settings\": { \"account\": \"accounts/1\" }")}} ],
              "clients": [ { "id": "kornhaus", "name": "Sample Bakery Kornhaus", "timeZone": "Europe/Berlin", "currency": "EUR", "locale": "de-DE", "mapping": "mapping.json", "sample": true,
                "connections": [
                  { "id": "shop", "grant": "shop", "thing": "kornhaus.myshopify.com", "streams": [] },
                  { "id": "mail", "grant": "mail", "thing": "a6b5da1054", "webhookSecret": "env:CANARY_MAIL_SECRET", "addressSecret": "env:CANARY_MAIL_ADDRESS" },
                  { "id": "crm", "grant": "crm", "thing": "62515" },
                  { "id": "reviews", "grant": "google", "thing": "locations/5550001" } ] } ] }
            """);
    }
}
