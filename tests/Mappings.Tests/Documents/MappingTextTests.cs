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

    [Fact]
    public void A_rule_takes_the_place_of_the_one_with_its_id_and_comments_stay()
    {
        var (text, line) = MappingText.WithRule(Commented, JObject.Parse("""{ "id": "a", "when": "order.placed" }"""));
        Assert.Equal(Commented.Replace("""{ "id": "a", "mode": "off", "when": "order.paid" }""", """{ "id": "a", "when": "order.placed" }""", StringComparison.Ordinal), text);
        Assert.Equal(4, line);
    }

    [Fact]
    public void A_rule_that_is_not_there_becomes_the_last()
    {
        var (text, line) = MappingText.WithRule(Commented, JObject.Parse("""{ "id": "c", "when": "order.placed" }"""));
        Assert.Equal(["a", "b", "c"], JObject.Parse(text)["rules"]!.Select(r => r.Value<string>("id")));
        Assert.Contains("\"c\"", text.Split('\n')[line - 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void A_rule_is_taken_out_and_the_others_stay(string id)
    {
        var text = MappingText.WithoutRule(Commented, id);
        Assert.Equal([id == "a" ? "b" : "a"], JObject.Parse(text)["rules"]!.Select(r => r.Value<string>("id")));
        Assert.Contains("// why we have this", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "name": "x", "parameters": {} }""")]
    [InlineData("""{ "parameters": { "wait": "P1D", "days": 3 } }""")]
    [InlineData("""{ "parameters": { "wait": "with \"quotes\"" , "days": 3 } }""")]
    [InlineData("""{ "parameters": { "wait": null } }""")]
    public void A_parameter_gets_its_value(string text) =>
        Assert.Equal("P5D", JObject.Parse(MappingText.WithParameter(text, "wait", new JValue("P5D")))["parameters"]!.Value<string>("wait"));

    [Theory]
    [InlineData("""{ "rules": [ { "id": "a", "mode": "pilot" } ] }""")]
    [InlineData("""{ "rules": [ { "id": "a", "pilot": { "if": { "field": "contact.city", "eq": "}" } }, "mode": "pilot" } ] }""")]
    public void People_are_named_in_the_place_of_those_before(string text) =>
        Assert.Equal("""{"contacts":["7","12"]}""", JObject.Parse(MappingText.WithPilot(text, "a", [7, 12]))["rules"]![0]!["pilot"]!.ToString(Newtonsoft.Json.Formatting.None));

    [Fact]
    public void Whatever_stands_around_them_rules_are_put_in_and_taken_out() =>
        Gen.Select(Gen.Int[0, 4], OneOf("\n", "\r\n", " "), Gen.Bool, Gen.Bool, Gen.Bool).Sample((others, line, own, first, comment) =>
        {
            var list = Enumerable.Range(0, others).Select(i => $"{{{line} \"id\": \"r{i}\", \"says\": \"a }} \\\"b\\\" {i}\" }}{(comment ? " /* } */ " : "")}").ToList();
            if (own)
            {
                list.Insert(first ? 0 : list.Count, $"{{ \"id\":{line}\"it\", \"then\": [ {{ \"wait\": \"P1D\" }} ] }}");
            }

            var text = $"{{{line}\"rules\":{line}[ {string.Join("," + line, list)}{line}] }}";
            var (changed, _) = MappingText.WithRule(text, JObject.Parse("""{ "id": "it", "when": "order.paid" }"""));
            var expected = list.Where(r => !r.Contains("\"it\"", StringComparison.Ordinal)).Select(r => JObject.Parse(r).Value<string>("id")!).ToList();
            return JObject.Parse(changed)["rules"]!.Count() == others + 1
                && JObject.Parse(MappingText.WithoutRule(changed, "it"))["rules"]!.Select(r => r.Value<string>("id")!).SequenceEqual(expected);
        });

    [Fact]
    public void What_differs_from_the_pack_makes_the_rule_again()
    {
        var ofPack = Packs.Rule("local-business", "review-request")!;
        var wished = (JObject)ofPack.DeepClone();
        wished["mode"] = "shadow";
        wished.Remove("if");
        var own = MappingText.Differing(ofPack, wished);
        Assert.Equal("""{ "id": "review-request", "mode": "shadow", "if": null }""", JsonLayout.Write(own));

        var loaded = MappingLoader.Load($$"""{ "extends": [ "pack:local-business" ], "rules": [ {{own}} ] }""", "m", Actions.All);
        Assert.True(JToken.DeepEquals(wished, JObject.Parse(loaded.Mapping!.Rule("review-request")!.Source)));
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string? ModeOf(string text, string rule) => JObject.Parse(text)["rules"]!.Single(r => r.Value<string>("id") == rule).Value<string>("mode");
}
