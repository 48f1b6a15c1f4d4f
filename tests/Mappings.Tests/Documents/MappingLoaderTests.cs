using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests.Documents;

public sealed class MappingLoaderTests
{
    [Theory]
    [InlineData("local-business")]
    [InlineData("online-shop")]
    [InlineData("service-business")]
    public void A_shipped_pack_loads_and_is_off(string pack)
    {
        var loaded = MappingLoader.Load($$"""{ "extends": ["pack:{{pack}}"] }""", "m.json", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        Assert.All(loaded.Mapping!.Rules, r => Assert.Equal(Mappings.Engine.RuleMode.Off, r.Mode));
    }

    [Theory]
    [InlineData("""{ "id": "a", "when": "order.paid", "reviewBy": "in spring", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""", "in spring")]
    [InlineData("""{ "id": "a", "when": "order.shipped", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] }""", "order.shipped")]
    [InlineData("""{ "id": "a", "when": "order.paid", "then": [ { "do": "mail.tag.ad", "with": { "tag": "x" } } ] }""", "mail.tag.add")]
    [InlineData("""{ "id": "a", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { } } ] }""", "needs `tag`")]
    [InlineData("""{ "id": "a", "when": "order.paid", "then": [ { "wait": "3 days" } ] }""", "no duration")]
    [InlineData("""{ "id": "a", "when": "order.paid", "if": { "field": "event.x", "matches": "(?=a)b" }, "then": [ { "exit": "x" } ] }""", "pattern")]
    [InlineData("""{ "id": "a", "when": "order.paid", "then": [ { "do": "hub.alert", "with": { "text": "{% for i in (1..9) %}x{% endfor %}" } } ] }""", "ranges")]
    [InlineData("""{ "id": "a", "when": "order.paid", "then": [ { "do": "hub.alert", "with": { "text": "{{ secrets.key }}" } } ] }""", "secrets")]
    [InlineData("""{ "id": "a", "asks": "review", "when": "order.paid", "if": { "field": "event.stars", "gte": 4 }, "then": [ { "exit": "x" } ] }""", "Google forbids")]
    [InlineData("""{ "id": "a", "when": "review.posted", "then": [ { "do": "reviews.reply", "with": { "text": "x" } } ] }""", "hub.approval")]
    [InlineData("""{ "id": "a", "when": "order.paid", "then": [ { "do": "hub.approval", "with": { "action": "reviews.hours.special.set", "draft": "x", "date": "2026-12-24" } } ] }""", "needs `hours`")]
    [InlineData("""{ "id": "a", "when": "order.paid", "then": [ { "do": "hub.approval", "with": { "action": "reviews.hours.special.set", "draft": "x", "argument": "hours", "dat": "2026-12-24" } } ] }""", "Did you mean `date`")]
    public void A_mistake_is_named(string rule, string says)
    {
        var loaded = MappingLoader.Load("{ \"rules\": [\n" + rule + "] }", "m.json", Actions.All);
        Assert.Null(loaded.Mapping);
        Assert.Contains(loaded.Mistakes, m => m.ToString().Contains(says, StringComparison.Ordinal) && m.Line == 2);
    }

    [Theory]
    [InlineData("""{ "extends": [ "one", "two" ] }""", 1, 7)]
    [InlineData("""{ "extends": [ "one", "two" ], "parameters": { "wait": "P3D" } }""", 3, 3)]
    public void A_rule_takes_its_own_packs_parameter_and_the_mappings_before_both(string text, int one, int two)
    {
        string Pack(string name, string wait) => $$"""{ "parameters": { "wait": "{{wait}}" }, "rules": [ { "id": "{{name}}", "when": "order.paid", "then": [ { "wait": "{{"{{ parameters.wait }}"}}" } ] } ] }""";
        var loaded = MappingLoader.Load(text, "m.json", new Dictionary<string, string> { ["one"] = Pack("one", "P1D"), ["two"] = Pack("two", "P7D") }, Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        Assert.Equal([one, two], loaded.Mapping!.Rules.Select(r => (int)((Instruction.Wait)r.Steps[0]).For.TotalDays));
    }

    [Fact]
    public void All_mistakes_come_at_once() =>
        Assert.True(MappingLoader.Load("""{ "rulez": [], "rules": [ { "id": "A B", "when": "x.y", "then": [] } ] }""", "m.json", Actions.All).Mistakes.Length >= 4);
}
