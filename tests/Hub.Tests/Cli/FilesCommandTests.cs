using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>Commands that read files and need no running hub.</summary>
public sealed class FilesCommandTests : IDisposable
{
    private const string Rule = """{ "rules": [ { "id": "buyer", "mode": "live", "when": "order.paid", "then": [ { "do": "shop.tag.add", "with": { "tag": "bought" } } ] } ] }""";
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-cli-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task The_packs_cases_hold()
    {
        var (code, said, _) = await CommandLine.RunAsync("mapping", "test", "--config", Path.Combine(_folder, "none.json"));
        Assert.Equal(0, code);
        Assert.Matches("(?m)^[1-9][0-9]* passed, 0 failed", said);
        Assert.Contains("pack:online-shop", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_beside_a_clients_mapping_are_its_cases()
    {
        Config(Put("bakery.json", Rule));
        Put("bakery.cases.json", Case("bought"));
        var (code, said, _) = await Run("mapping", "test");
        Assert.Equal(0, code);
        Assert.Matches(@"bakery\.cases\.json\s+1\s+0", said);
    }

    [Fact]
    public async Task A_case_that_does_not_hold_is_told_and_ends_with_6()
    {
        Put("bakery.json", Rule);
        var cases = Put("bakery.cases.json", Case("sold"));
        var (code, said, _) = await Run("mapping", "test", cases);
        Assert.Equal(6, code);
        Assert.Contains("bakery.cases.json, buyer: a buyer gets the tag", said, StringComparison.Ordinal);
        Assert.Contains("`tag` is 'bought'", said, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 1 failed", said.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outcome_is_given_as_JSON_too()
    {
        Put("bakery.json", Rule);
        Put("bakery.cases.json", Case("sold"));
        var (code, said, _) = await Run("mapping", "test", _folder, "--json");
        var outcome = JObject.Parse(said);
        Assert.Equal((6, 0, 1), (code, (int)outcome["passed"]!, (int)outcome["failed"]!));
        Assert.False((bool)outcome["files"]![0]!["cases"]![0]!["passed"]!);
    }

    [Theory]
    [InlineData("""{ "cases": [ { "name": "x", "rule": "buyer", "expect": { } } ] }""", "belong to no mapping")]
    [InlineData("""{ "pack": "online-shop", "case": [] }""", "case")]
    public async Task A_mistake_in_a_case_file_is_named(string text, string says)
    {
        var (code, _, error) = await Run("mapping", "test", Put("alone.cases.json", text));
        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_is_explained_in_sentences()
    {
        var (code, said, _) = await Run("mapping", "explain", Put("bakery.json", Rule));
        Assert.Equal(0, code);
        Assert.Contains("buyer (on)", said, StringComparison.Ordinal);
        Assert.Contains("When somebody pays", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clients_mapping_is_explained_with_the_names_of_its_tools()
    {
        Config(Put("bakery.json", Rule));
        var said = JArray.Parse((await Run("mapping", "explain", "kornhaus", "--json")).Out);
        Assert.Contains("Shopify", (string?)said[0]["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_not_there_cannot_be_explained()
    {
        var (code, _, error) = await Run("mapping", "explain", Put("bakery.json", Rule), "--rule", "seller");
        Assert.Equal(5, code);
        Assert.Contains("no rule 'seller'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_made_and_then_up_to_date()
    {
        Config();
        var made = JObject.Parse((await Run("db", "migrate", "--json")).Out);
        Assert.Equal((null, LatestMigration.Id), ((string?)made["before"], (string?)made["now"]));
        var (code, said, _) = await Run("db", "migrate");
        Assert.Equal(0, code);
        Assert.Contains("is up to date", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_a_hub_holds_is_left_alone()
    {
        Config();
        await using var held = HubStore.Open(Path.Combine(_folder, "data", "hub.db"), NullLoggerFactory.Instance);
        var (code, _, error) = await Run("db", "migrate");
        Assert.Equal(3, code);
        Assert.Contains("in use by another hub process", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_said()
    {
        Config();
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Put(Path.Combine("data", "hub.db"), "this is no database, only a text that somebody put there and that is long enough");
        var (code, _, error) = await Run("db", "migrate");
        Assert.Equal(3, code);
        Assert.Contains("could not be opened", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_with_which_delay_a_connection_works_without_a_public_address()
    {
        Config(Put("bakery.json", Rule));
        var (code, said, _) = await Run("check");
        Assert.Equal(0, code);
        Assert.Contains("We ask it instead every 10 minutes.", said, StringComparison.Ordinal);
        Assert.Matches(@"kornhaus\s+bakery\.json\s+1 on", said);
    }

    [Fact]
    public async Task A_check_lists_the_mistakes_of_all_files_at_once()
    {
        Config(Put("bakery.json", Rule.Replace("order.paid", "order.payed", StringComparison.Ordinal)), token: "env:HUB_TEST_THAT_NOBODY_SETS");
        var (code, _, error) = await Run("check");
        Assert.Equal(2, code);
        Assert.Contains("HUB_TEST_THAT_NOBODY_SETS is not set", error, StringComparison.Ordinal);
        Assert.Contains("bakery.json, line 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_check_asks_the_tool_and_ends_with_6_when_it_does_not_answer()
    {
        Config();
        var (code, said, _) = await Run("check", "--live", "--json");
        Assert.Equal(6, code);
        Assert.StartsWith("No connection", (string?)JObject.Parse(said)["connections"]![0]!["live"]!["says"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_at_an_address_that_is_taken_says_so()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        Config(listen: $"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Equal(7, (await Run("run", "--intake-only")).Code);
    }

    private static string Case(string tag) => $$"""
        { "cases": [ { "name": "a buyer gets the tag", "rule": "buyer", "play": [ { "event": "order.paid", "key": "o1" } ],
                       "expect": { "actions": [ { "do": "shop.tag.add", "with": { "tag": "{{tag}}" } } ] } } ] }
        """;

    private string Put(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    // A shop at an address where nobody listens; its secrets lie in files, so that the test needs no environment.
    private void Config(string? mapping = null, string? token = null, string listen = "http://127.0.0.1:5080")
    {
        Put("token", "shpat_sample");
        Put("connectors.json", $$"""
            { "listen": "{{listen}}",
              "grants": [ { "id": "g", "connector": "shopify", "baseUrl": "http://127.0.0.1:9/", "credentials": { "accessToken": "{{token ?? "file:token"}}", "webhookSecret": "file:token" } } ],
              "clients": [ { "id": "kornhaus", "name": "Sample Bakery Kornhaus", "timeZone": "Europe/Berlin", "currency": "EUR", "locale": "de-DE"{{(mapping is null ? "" : $", \"mapping\": \"{Path.GetFileName(mapping)}\"")}},
                "connections": [ { "id": "shop", "grant": "g", "thing": "kornhaus.myshopify.com" } ] } ] }
            """);
    }

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync([.. args, "--config", Path.Combine(_folder, "connectors.json")]);
}
