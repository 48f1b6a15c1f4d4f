using CsCheck;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Tests.Documents;

/// <summary>Whatever stands in a mapping, the loader answers with its mistakes and never throws; nothing of the wrong kind is passed over in silence.</summary>
public sealed class OddMappingTests
{
    private static readonly string[] Junk = ["null", "true", "\"\"", "\"x\"", "\"-1\"", "3", "-3", "1.5", "99999999999999999999", "1e30", "[]", "[1,null,{}]", "{}", "{\"id\":{},\"field\":[]}", "\"P1D\"", "\"2027-02-30\"", "\"{{ parameters.x }}\""];

    [Fact]
    public void Any_word_of_any_pack_may_be_replaced_by_anything() =>
        Gen.Select(Gen.Int[0, Packs.Shipped.Count - 1], Gen.Int[0, 5000], Gen.Int[0, Junk.Length - 1], Gen.Int[0, 5000], Gen.Int[0, Junk.Length - 1]).Sample((pack, one, with, other, also) =>
        {
            var document = JObject.Parse(Packs.Shipped.Values.ElementAt(pack));
            Replace(document, one, Junk[with]);
            Replace(document, other, Junk[also]);
            document.Remove("says");
            var loaded = MappingLoader.Load(document.ToString(), "m", Actions.All);
            return loaded.Mapping is not null || loaded.Mistakes.Length > 0;
        }, iter: 3000);

    [Theory]
    [InlineData("\"order\": \"x\"", "`order` must be a whole number")]
    [InlineData("\"leaves\": \"order.paid\"", "`leaves` must be a list")]
    [InlineData("\"if\": { \"did\": \"order.paid\", \"times\": \"many\" }", "`times` must be a whole number")]
    [InlineData("\"if\": { \"did\": \"order.paid\", \"sameKey\": \"yes\" }", "`sameKey` must be true or false")]
    [InlineData("\"then\": [ { \"wait\": \"P1D\", \"working\": \"yes\" } ]", "`working` must be true or false")]
    [InlineData("\"then\": [ { \"wait\": \"P1D\", \"until\": \"order.paid\" } ]", "`until` must be a list")]
    [InlineData("\"then\": [ { \"do\": \"hub.tag.add\", \"with\": [] } ]", "`with` must be an object")]
    public void A_word_of_the_wrong_kind_is_named(string word, string says)
    {
        var rule = JObject.Parse("""{ "id": "a", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""");
        rule.Merge(JObject.Parse("{" + word + "}"), new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        Assert.Contains(MappingLoader.Load(new JObject { ["rules"] = new JArray(rule) }.ToString(), "m", []).Mistakes, m => m.Problem.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "rules": {} }""", "`rules` must be a list")]
    [InlineData("""{ "rules": [ "a" ] }""", "a rule must be an object")]
    [InlineData("""{ "extends": "pack:online-shop" }""", "`extends` must be a list")]
    [InlineData("""{ "parameters": [] }""", "`parameters` must be an object")]
    [InlineData("""{ "calm": { "calmDays": "many" } }""", "`calmDays` must be a whole number")]
    [InlineData("""{ "journey": { "lapse": { "factor": "2.5" } } }""", "`factor` must be a number")]
    public void A_part_of_the_wrong_kind_is_named(string text, string says) => Assert.Contains(MappingLoader.Load(text, "m", []).Mistakes, m => m.Problem.Contains(says, StringComparison.Ordinal));

    private static void Replace(JObject document, int place, string junk)
    {
        var all = document.Descendants().Where(t => t is not JProperty).ToList();
        all[place % all.Count].Replace(JToken.Parse(junk));
    }
}
