using CsCheck;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Tests.Documents;

public sealed class MappingTextTests
{
    private const string Commented = """
        {
          // why we have this
          "rules": [
            { "id": "a", "mode": "off", "when": "order.paid" }, // first
            { "id": "b", "when": "order.paid" }
          ]
        }
        """;

    [Fact]
    public void Only_the_mode_of_the_rule_changes() =>
        Assert.Equal(Commented.Replace("\"off\"", "\"live\"", StringComparison.Ordinal), MappingText.WithMode(Commented, "a", "live"));

    [Fact]
    public void A_rule_without_a_mode_gets_one()
    {
        var text = MappingText.WithMode(Commented, "b", "shadow");
        Assert.Contains("// why we have this", text, StringComparison.Ordinal);
        Assert.Equal("shadow", ModeOf(text, "b"));
        Assert.Equal("off", ModeOf(text, "a"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{ "extends": [ "pack:online-shop" ] }""")]
    [InlineData("""{ "rules": [] }""")]
    [InlineData("""{ "rules": [ { "id": "a" } ] }""")]
    [InlineData("{\r\n  \"name\": \"x\",\r\n  'rules': [\r\n { \"id\": \"a\" } ] }")]
    public void A_rule_of_a_pack_gets_an_entry_of_its_own(string text)
    {
        var changed = MappingText.WithMode(text, "welcome", "pilot:20%");
        Assert.Equal("pilot:20%", ModeOf(changed, "welcome"));
        Assert.Equal(1, changed.Split("welcome").Length - 1);
        Assert.Equal("live", ModeOf(MappingText.WithMode(changed, "welcome", "live"), "welcome"));
    }

    [Fact]
    public void Whatever_stands_around_it_the_document_says_the_same_but_for_the_mode() =>
        Gen.Select(Gen.Int[0, 5], OneOf("\n", "\r\n", " "), OneOf("off", "shadow", "pilot:7%"), OneOf("live", "off"), Gen.Bool).Sample((before, line, was, becomes, own) =>
        {
            var others = string.Concat(Enumerable.Range(0, before).Select(i => $"{{{line} \"id\": \"r{i}\", \"mode\": \"shadow\", \"says\": \"a \\\"quoted\\\" “word” {i}\" }},{line}"));
            var text = $"{{{line}\"rules\":{line}[ {others}{{ \"id\": \"it\"{(own ? $", {line}\"mode\"  :  \"{was}\"" : "")} }}{line}] }}";
            var expected = JObject.Parse(text);
            expected["rules"]!.Single(r => r.Value<string>("id") == "it")["mode"] = becomes;
            return JToken.DeepEquals(expected, JObject.Parse(MappingText.WithMode(text, "it", becomes)));
        });

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string? ModeOf(string text, string rule) => JObject.Parse(text)["rules"]!.Single(r => r.Value<string>("id") == rule).Value<string>("mode");
}
