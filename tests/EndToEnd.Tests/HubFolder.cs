namespace IntegrationHub.EndToEnd.Tests;

/// <summary>A folder with a configuration, a one-rule mapping and, later, the store.</summary>
public sealed class HubFolder : IDisposable
{
    public const string TagBuyer = """{ "do": "mail.tag.add", "with": { "tag": "buyer" }, "touch": "internal" }""";

    public HubFolder(Uri listen, Uri mailTool, string action = TagBuyer)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "mapping.json"), $$"""
            {
              "journey": { "model": "online-shop" },
              "rules": [
                { "id": "buyer", "stage": "purchase", "mode": "live", "when": "order.placed",
                  "then": [ {{action}} ] }
              ]
            }
            """);
        File.WriteAllText(System.IO.Path.Combine(Path, "connectors.json"), $$"""
            {
              "listen": "{{listen.GetLeftPart(UriPartial.Authority)}}",
              "grants": [
                { "id": "shop", "connector": "shopify", "baseUrl": "{{mailTool}}", "credentials": { "accessToken": "env:E2E_KEY", "webhookSecret": "env:E2E_SECRET" } },
                { "id": "mail", "connector": "mailchimp", "baseUrl": "{{new Uri(mailTool, "3.0")}}", "credentials": { "accessToken": "env:E2E_KEY" } }
              ],
              "clients": [
                { "id": "kornhaus", "name": "Sample Bakery Kornhaus", "timeZone": "Europe/Berlin", "currency": "EUR", "locale": "de-DE", "mapping": "mapping.json", "sample": true,
                  "connections": [
                    { "id": "shop", "grant": "shop", "thing": "kornhaus.myshopify.com", "streams": [] },
                    { "id": "mail", "grant": "mail", "thing": "a6b5da1054", "streams": [] }
                  ] }
              ]
            }
            """);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("hub-e2e-").FullName;

    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["E2E_KEY"] = "sample-key-us1", ["E2E_SECRET"] = ShopOrders.Secret };

    public T Read<T>(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "data", "hub.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => Directory.Delete(Path, true);
}
