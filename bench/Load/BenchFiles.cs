using System.Text.Json;

namespace IntegrationHub.Bench.Load;

/// <summary>Writes the configuration and the one-rule mapping of a run.</summary>
internal static class BenchFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string folder, Uri url, Uri sink, int clients)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mapping.json"), """
            {
              "journey": { "model": "online-shop" },
              "rules": [
                { "id": "buyer", "stage": "purchase", "mode": "live", "when": "order.placed", "maxAge": "P3650D",
                  "then": [ { "do": "mail.tag.add", "with": { "tag": "buyer" }, "touch": "internal" } ] }
              ]
            }
            """);
        var names = Enumerable.Range(0, clients).Select(i => $"bench{i}").ToList();
        File.WriteAllText(Path.Combine(folder, "connectors.json"), JsonSerializer.Serialize(
            new
            {
                listen = url.GetLeftPart(UriPartial.Authority),
                data = "data",
                grants = new object[]
                {
                    new { id = "shop", connector = "shopify", baseUrl = sink, credentials = new { accessToken = "env:BENCH_KEY", webhookSecret = "env:BENCH_SECRET" } },
                    new { id = "mail", connector = "mailchimp", baseUrl = new Uri(sink, "3.0"), credentials = new { accessToken = "env:BENCH_KEY" } },
                },
                clients = names.Select(n => new
                {
                    id = n, name = n, timeZone = "Europe/Berlin", currency = "EUR", mapping = "mapping.json", files = "publish",
                    connections = new object[]
                    {
                        new { id = "shop", grant = "shop", thing = n + ".myshopify.com", streams = Array.Empty<string>() },
                        new { id = "mail", grant = "mail", thing = n, streams = Array.Empty<string>() },
                    },
                }),
            },
            Indented));
    }
}
