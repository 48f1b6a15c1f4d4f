using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Warnings;

namespace IntegrationHub.Mappings.Tests.Warnings;

/// <summary>Publishing warns of what is often not meant, and is silent about what is.</summary>
public sealed class MappingWarningsTests
{
    [Fact]
    public void A_circle_inside_the_hub_is_told_in_its_order()
    {
        var warning = Assert.Single(Of(
            Rule("a", "contact.tagged[x]", """{ "do": "hub.tag.add", "with": { "tag": "y" } }"""),
            Rule("b", "contact.tagged[y]", """{ "do": "hub.tag.add", "with": { "tag": "x" } }""")));
        Assert.Equal((WarningKind.Circle, "a b"), (warning.Kind, string.Join(' ', warning.Rules)));
        Assert.Equal("“a” writes the tag 'y' here, which begins “b”, which writes the tag 'x' here, which begins “a” again.", warning.Says);
        Assert.Contains("Nothing stops this", warning.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_arm_writes_is_written_by_the_rule()
    {
        static string Arms(string a, string b) => $$"""{ "split": { "arms": [ { "name": "a", "then": [ { "wait": "P1D" }, { "do": "hub.tag.add", "with": { "tag": "{{a}}" } } ] }, { "name": "b", "then": [ { "do": "hub.tag.add", "with": { "tag": "{{b}}" } } ] } ] } }""";
        Assert.Equal("a b", string.Join(' ', Assert.Single(Of(Rule("a", "contact.tagged[x]", Arms("other", "y")), Rule("b", "contact.tagged[y]", """{ "do": "hub.tag.add", "with": { "tag": "x" } }"""))).Rules));
        // The wait of one arm does not delay the other: at the same event, one puts what the other takes.
        Assert.Equal(WarningKind.SameThing, Assert.Single(Of(Rule("a", "order.paid", Arms("other", "y")), Rule("b", "order.paid", """{ "do": "hub.tag.remove", "with": { "tag": "y" } }"""))).Kind);
        Assert.Empty(Of(Rule("a", "order.paid", Arms("y", "other")), Rule("b", "order.paid", """{ "do": "hub.tag.remove", "with": { "tag": "y" } }""")));
    }

    [Fact]
    public void A_circle_through_two_tools_is_found()
    {
        var warning = Assert.Single(Of(
            Rule("a", "contact.updated[crm.class]", """{ "do": "shop.tag.add", "with": { "tag": "VIP" } }"""),
            Rule("b", "contact.tagged[VIP]", """{ "do": "crm.property.set", "with": { "property": "class", "value": "vip" } }""")));
        Assert.Contains("a tool that writes it differently", warning.Cure, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_rule_that_begins_itself_is_a_circle() =>
        Assert.Equal(WarningKind.Circle, Assert.Single(Of(Rule("a", "contact.updated[crm.class]", """{ "do": "crm.property.set", "with": { "property": "class", "value": "vip" } }""", """
            "if": { "field": "event.new", "eq": "VIP" },
            """))).Kind);

    [Theory]
    [InlineData("""{ "do": "hub.tag.add", "with": { "tag": "x" } }""", false)]
    [InlineData("""{ "do": "hub.tag.add", "with": { "tag": "x" } }, { "wait": "P2D" }, { "do": "hub.tag.remove", "with": { "tag": "x" } }""", true)]
    public void A_rule_that_ends_what_it_begins_at_is_a_circle_only_when_it_takes_it_back(string steps, bool circle) =>
        Assert.Equal(circle, Of(Rule("a", "segment.entered", steps, """
            "segment": { "not": { "field": "contact.tags", "contains": "x" } },
            """)).Any(w => w.Kind == WarningKind.Circle));

    [Fact]
    public void A_circle_through_what_a_segment_asks_for_is_found() =>
        Assert.Equal(WarningKind.Circle, Assert.Single(Of(
            Rule("a", "segment.entered", """{ "do": "hub.tag.add", "with": { "tag": "y" } }""", """
                "segment": { "field": "contact.tags", "contains": "x" },
                """),
            Rule("b", "contact.tagged[y]", """{ "do": "hub.tag.remove", "with": { "tag": "x" } }"""))).Kind);

    [Theory]
    [InlineData(""" "once": "per contact", """)]
    [InlineData(""" "atMost": "1 per contact every P1D", """)]
    [InlineData(""" "mode": "off", """)]
    [InlineData(""" "if": { "field": "event.tag", "eq": "z" }, """)]
    [InlineData(""" "if": { "all": [ { "field": "event.tag", "ne": "x" } ] }, """)]
    public void What_cannot_go_round_is_no_circle(string guard) => Assert.Empty(Of(
        Rule("a", "contact.tagged[x]", """{ "do": "hub.tag.add", "with": { "tag": "y" } }""", guard), Rule("b", "contact.tagged[y]", """{ "do": "hub.tag.add", "with": { "tag": "x" } }""")));

    [Fact]
    public void A_condition_that_may_hold_breaks_no_circle() => Assert.Single(Of(
        Rule("a", "contact.tagged[x]", """{ "do": "hub.tag.add", "with": { "tag": "y" } }""", """ "if": { "any": [ { "field": "event.tag", "eq": "z" }, { "field": "contact.orders.count", "gte": 1 } ] }, """),
        Rule("b", "contact.tagged[y]", """{ "do": "hub.tag.add", "with": { "tag": "x" } }""")));

    [Theory]
    [InlineData("1", "2", true)]
    [InlineData("1", "1", false)]
    [InlineData("{{ event.a }}", "{{ event.b }}", true)]
    public void Two_rules_that_give_one_field_other_values_are_named(string one, string other, bool warns) => Assert.Equal(warns, Of(
        Rule("a", "order.paid", Field(one)), Rule("b", "order.fulfilled", Field(other))).Any(w => w.Kind == WarningKind.SameThing && w.Says.Contains("the field CARTURL in mail", StringComparison.Ordinal)));

    [Fact]
    public void Two_rules_that_start_one_flow_are_named()
    {
        const string Starts = """{ "do": "mail.tag.add", "with": { "tag": "welcome" }, "touch": "marketing", "starts": { "flow": "Welcome", "expect": { "event": "email.sent", "within": "PT2H" } } }""";
        Assert.Contains("starts “Welcome”", Assert.Single(Of(Rule("a", "order.paid", Starts), Rule("b", "newsletter.joined", Starts))).Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("order.paid", "order.paid", true)]
    [InlineData("order.paid", "newsletter.left", false)]
    public void A_tag_that_one_puts_and_another_takes_is_named_only_at_the_same_event(string put, string taken, bool warns) => Assert.Equal(warns ? 1 : 0, Of(
        Rule("a", put, """{ "do": "mail.tag.add", "with": { "tag": "x" } }"""), Rule("b", taken, """{ "do": "mail.tag.remove", "with": { "tag": "x" } }""")).Length);

    [Fact]
    public void A_tag_that_is_taken_a_week_after_another_rule_put_it_is_no_chance() => Assert.Empty(Of(
        Rule("a", "order.paid", """{ "do": "mail.tag.add", "with": { "tag": "x" } }"""), Rule("b", "order.paid", """{ "wait": "P7D" }, { "do": "mail.tag.remove", "with": { "tag": "x" } }""")));

    [Fact]
    public void Each_thing_that_two_rules_write_is_named_once()
    {
        const string Branches = """{ "if": { "field": "contact.orders.count", "gte": 1 }, "then": [ { "do": "mail.field.set", "with": { "field": "A", "value": "1" } } ], "else": [ { "do": "mail.field.set", "with": { "field": "A", "value": "2" } } ] }""";
        const string Both = """{ "do": "mail.field.set", "with": { "field": "A", "value": "3" } }, { "do": "mail.field.set", "with": { "field": "B", "value": "3" } }""";
        const string Other = """{ "do": "mail.field.set", "with": { "field": "B", "value": "4" } }""";
        Assert.Equal(["mail:field:A", "mail:field:B"], Of(Rule("a", "order.paid", Branches + ", " + Other), Rule("b", "order.fulfilled", Both)).Select(w => w.About).Order());
    }

    [Fact]
    public void Two_lists_are_two_things() => Assert.Empty(Of(
        Rule("a", "order.paid", """{ "do": "mail[one].field.set", "with": { "field": "A", "value": "1" } }"""), Rule("b", "order.fulfilled", """{ "do": "mail[two].field.set", "with": { "field": "A", "value": "2" } }""")));

    [Fact]
    public void Points_without_a_name_begin_no_rule_of_another_score() => Assert.Empty(Of(
        Rule("a", "hub.score.changed[warmth]", """{ "do": "hub.score.add", "with": { "points": 1 } }""")));

    [Fact]
    public void A_rule_that_puts_and_takes_its_own_tag_is_as_it_should_be() => Assert.Empty(Of(
        Rule("a", "order.paid", """{ "do": "mail.tag.add", "with": { "tag": "x" } }, { "wait": "P7D" }, { "do": "mail.tag.remove", "with": { "tag": "x" } }""")));

    [Fact]
    public void Two_stages_at_one_event_are_named() => Assert.Contains("different stages", Assert.Single(Of(
        Rule("a", "order.paid", """{ "do": "hub.stage.move", "with": { "stage": "purchase" } }"""), Rule("b", "order.paid", """{ "do": "hub.stage.move", "with": { "stage": "retention" } }"""))).Says, StringComparison.Ordinal);

    [Fact]
    public void A_rule_without_a_stage_is_named() => Assert.Equal(WarningKind.NoStage, Assert.Single(MappingWarnings.Of(Load(
        """{ "rules": [ { "id": "a", "mode": "live", "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "x" } } ] } ] }"""))).Kind);

    [Theory]
    [InlineData("local-business")]
    [InlineData("online-shop")]
    [InlineData("service-business")]
    public void A_pack_with_all_its_rules_on_gives_no_warning(string pack)
    {
        var off = Load($$"""{ "extends": [ "pack:{{pack}}" ] }""");
        var on = Load($$"""{ "extends": [ "pack:{{pack}}" ], "rules": [ {{string.Join(", ", off.Rules.Select(r => $$"""{ "id": "{{r.Id}}", "mode": "live" }"""))}} ] }""");
        Assert.Empty(MappingWarnings.Of(on).Select(w => w.ToString()));
    }

    private static System.Collections.Immutable.ImmutableArray<MappingWarning> Of(params string[] rules) => MappingWarnings.Of(Load($$"""{ "rules": [ {{string.Join(", ", rules)}} ] }"""));

    private static string Rule(string id, string when, string steps, string more = "") =>
        $$"""{ "id": "{{id}}", "stage": "all", {{(more.Contains("\"mode\"", StringComparison.Ordinal) ? "" : "\"mode\": \"live\",")}} {{more}} "when": "{{when}}", "then": [ {{steps}} ] }""";

    private static string Field(string value) => $$"""{ "do": "mail.field.set", "with": { "field": "CARTURL", "value": "{{value}}" } }""";

    private static CompiledMapping Load(string text)
    {
        var loaded = MappingLoader.Load(text, "m", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        return loaded.Mapping!;
    }
}
