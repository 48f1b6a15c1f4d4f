using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Tests.Documents;

public sealed class JsonLayoutTests
{
    [Fact]
    public void What_fits_stands_on_one_line() => Assert.Equal("""{ "a": [ 1, "x" ], "b": {} }""", JsonLayout.Write(JObject.Parse("""{"a":[1,"x"],"b":{}}""")));

    [Fact]
    public void What_does_not_fit_is_broken_at_its_outermost_braces()
    {
        var token = JObject.Parse($$"""{ "says": "{{new string('x', 80)}}", "then": [ { "wait": "P1D" }, { "do": "hub.tag.add" } ] }""");
        Assert.Equal(["{", $"      \"says\": \"{new string('x', 80)}\",", "      \"then\": [ { \"wait\": \"P1D\" }, { \"do\": \"hub.tag.add\" } ]", "    }"], JsonLayout.Write(token, 4).Split('\n'));
    }

    [Fact]
    public void The_outermost_braces_are_broken_on_demand() => Assert.Equal("{\n  \"a\": 1,\n  \"b\": [ 2 ]\n}", JsonLayout.Write(JObject.Parse("""{"a":1,"b":[2]}"""), open: true));

    [Fact]
    public void Every_pack_reads_the_same_after_it_was_laid_out() =>
        Assert.All(Packs.Shipped.Values, p => Assert.True(JToken.DeepEquals(JObject.Parse(p), JObject.Parse(JsonLayout.Write(JObject.Parse(p))))));
}
