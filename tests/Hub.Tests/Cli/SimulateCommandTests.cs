using IntegrationHub.Sandbox.Shopify;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>Rules are tried on what a running hub has in its journal; nothing is sent and nothing is written.</summary>
public sealed class SimulateCommandTests : IAsyncLifetime
{
    private SandboxHub _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = await SandboxHub.StartAsync(Rules("off"), "shop/orders");
        await _hub.Until("select count(*) from cursor where first_done = 1"); // the next poll is minutes away
        var shop = _hub.Vendors.Shopify.Shop("ana");
        for (var i = 0; i < 3; i++)
        {
            shop.PlaceOrder(new ShopifyBasket { Email = $"guest{i}@example.com", FirstName = "Guest", Lines = [new ShopifyLine("bread", "Bread", 1, 4.50m)] });
        }

        await _hub.Until("select count(*)=3 from event where name='order.placed'");
        await _hub.Vendors.Webhooks.WhenIdleAsync(CancellationToken.None); // of the customers too: rows are counted below
        await _hub.Until("select not exists (select 1 from envelope where state=0)");
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task A_rule_that_is_off_is_tried_by_name_and_nothing_is_written()
    {
        var before = Rows();
        var (code, said, error) = await Run("--rule", "thank", "--days", "1", "--json");
        Assert.Equal((0, ""), (code, error));
        var result = JObject.Parse(said)["result"]!;
        Assert.Equal((3, 3), (result["rules"]!.Single()["tried"]!.Value<int>("people"), result["people"]!.Count(p => p["tried"]!["firstAt"]!.Type != JTokenType.Null)));
        Assert.Equal(before, Rows());
    }

    [Fact]
    public async Task Two_versions_are_compared_person_by_person()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Rules("live"));
        Assert.Equal(0, (await CommandLine.RunAsync("mapping", "publish", "ana", "--file", file, "--url", _hub.Http.BaseAddress!.ToString())).Code);
        File.Delete(file);
        var (_, said, _) = await Run("--version", "2", "--against", "1", "--days", "1");
        Assert.Contains("3 people would have been treated otherwise, 0 the same.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_shows_how_many_would_have_been_put_where()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Rules("live").Replace("\"then\": [ ", "\"then\": [ { \"split\": { \"arms\": [ { \"name\": \"one\", \"then\": [ { \"wait\": \"PT1S\" } ] }, { \"name\": \"two\", \"then\": [] } ], \"holdout\": \"10%\" } }, ", StringComparison.Ordinal));
        Assert.Equal(0, (await CommandLine.RunAsync("mapping", "publish", "ana", "--file", file, "--url", _hub.Http.BaseAddress!.ToString())).Code);
        File.Delete(file);
        var (_, json, _) = await Run("--rule", "thank", "--days", "1", "--json");
        var arms = JObject.Parse(json)["result"]!["rules"]!.Single()["tried"]!["arms"]!;
        Assert.Equal(3, arms.Sum(a => a.Value<int>("people")));
        var (_, said, _) = await Run("--rule", "thank", "--days", "1");
        Assert.Contains("thank: " + string.Join(" · ", arms.Select(a => $"{a["arm"]} {a["people"]}")), said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rule", "nobody", "No such version or rule")]
    [InlineData("--version", "9", "No such version or rule")]
    [InlineData("--days", "0", "It is 1 to 400")]
    public async Task What_cannot_be_tried_is_said(string option, string value, string says)
    {
        var (code, _, error) = await Run(option, value);
        Assert.Equal(5, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync(["mapping", "simulate", "ana", .. args, "--url", _hub.Http.BaseAddress!.ToString()]);

    private string Rows() => string.Join(' ', new[] { "event", "decision", "action", "run", "contact", "envelope", "alert", "approval" }.Select(t => t + _hub.Read<long>("select count(*) from " + t)));

    private static string Rules(string mode) => $$"""{ "rules": [ { "id": "thank", "mode": "{{mode}}", "when": "order.placed", "then": [ { "do": "hub.tag.add", "with": { "tag": "thanks" } } ] } ] }""";
}
