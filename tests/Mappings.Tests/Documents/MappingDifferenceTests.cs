using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests.Documents;

public sealed class MappingDifferenceTests
{
    private const string Tag = """{ "do": "mail.tag.add", "with": { "tag": "thanks" } }""";

    [Fact]
    public void A_changed_wait_is_named_with_both_values()
    {
        var change = Assert.Single(Between(Rule("a", "live", "P5D"), Rule("a", "live", "P3D")).Rules);
        var value = Assert.Single(change.Values);
        Assert.Equal(("a", "then"), (change.Id, value.Name));
        Assert.Contains("P5D", value.Before, StringComparison.Ordinal);
        Assert.Contains("P3D", value.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail", "one mail", true)]
    [InlineData("50%", "60%", true)]
    [InlineData("thanks", "many-thanks", false)]
    public void Who_is_put_where_is_named_beside_the_steps(string was, string becomes, bool named)
    {
        const string Rule = """
            { "rules": [ { "id": "a", "when": "order.paid", "then": [ { "split": { "arms": [ { "name": "mail", "share": "50%", "then": [ { "do": "mail.tag.add", "with": { "tag": "thanks" } } ] }, { "name": "nothing", "then": [] } ] } } ] } ] }
            """;
        var values = Assert.Single(Between(Rule, Rule.Replace($"\"{was}\"", $"\"{becomes}\"", StringComparison.Ordinal)).Rules).Values;
        Assert.Equal(named ? ["then", "split"] : ["then"], values.Select(v => v.Name));
        Assert.Equal(named ? "People may change arms, and the figures of the arms begin anew." : null, values[^1].Means);
        Assert.Equal(named, values[^1].Before == "split: mail 50%, nothing 50%");
    }

    [Fact]
    public void A_new_and_a_gone_rule_are_told_apart()
    {
        var changes = Between(Rule("old", "live", "P1D"), Rule("new", "off", "P1D")).Rules;
        Assert.Equal([("new", true, false), ("old", false, true)], changes.Select(c => (c.Id, c.Before is null, c.After is null)));
    }

    [Fact]
    public void Order_of_properties_comments_and_spaces_do_not_count() =>
        Assert.True(MappingDifference.Between(
            Load($$"""{ "rules": [ { "id": "a", "when": "order.paid", "then": [ {{Tag}} ] } ] }"""),
            Load($$"""{ /* the same */ "rules": [ { "then": [ {{Tag}} ],   "when": "order.paid", "id": "a" } ] }""")).IsEmpty);

    [Fact]
    public void A_parameter_shows_in_the_rule_that_uses_it()
    {
        static string With(int days) => $$"""{ "parameters": { "pause": "P{{days}}D" }, "rules": [ { "id": "a", "when": "order.paid", "then": [ { "wait": "{{"{{parameters.pause}}"}}" }, {{Tag}} ] } ] }""";
        Assert.Equal(["a"], Between(With(2), With(3)).Rules.Select(r => r.Id));
    }

    [Fact]
    public void What_stands_beside_the_rules_is_compared_too() =>
        Assert.Equal(
            new ValueChange("abandonAfter", "PT1H", "PT2H"), Assert.Single(Between("""{ "abandonAfter": "PT1H", "rules": [] }""", """{ "abandonAfter": "PT2H", "rules": [] }""").Settings));

    private static MappingDifference Between(string before, string after) => MappingDifference.Between(Load(before), Load(after));

    private static string Rule(string id, string mode, string wait) =>
        $$"""{ "rules": [ { "id": "{{id}}", "mode": "{{mode}}", "when": "order.paid", "then": [ { "wait": "{{wait}}" }, {{Tag}} ] } ] }""";

    private static CompiledMapping Load(string text)
    {
        var loaded = MappingLoader.Load(text, "m.json", Actions.All);
        Assert.Empty(loaded.Mistakes);
        return loaded.Mapping!;
    }
}
