using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>A rule is tried on people who are named, or on a group; the others are decided on and left out.</summary>
public sealed class PilotTests
{
    [Fact]
    public void Who_is_named_is_in() => Assert.Contains(Played("""{ "contacts": [ "7", 1 ] }"""), d => d.Verdict == Verdict.Acted);

    [Fact]
    public void Who_is_not_named_is_left_out_and_hears_why() => Assert.Equal((Verdict.HeldOut, "pilot people"), Only(Played("""{ "contacts": [ "7" ] }""")));

    [Fact]
    public void Who_belongs_to_the_group_is_in() => Assert.Contains(Played("""{ "if": { "field": "contact.firstName", "eq": "Mira" } }"""), d => d.Verdict == Verdict.Acted);

    [Fact]
    public void Who_does_not_belong_to_the_group_is_left_out_with_the_clause() =>
        Assert.Equal((Verdict.HeldOut, "pilot group: contact.firstName eq Ana"), Only(Played("""{ "if": { "field": "contact.firstName", "eq": "Ana" } }""")));

    [Fact]
    public void A_list_that_waits_does_not_count_in_another_mode() => Assert.Contains(Played("""{ "contacts": [ "7" ] }""", "live"), d => d.Verdict == Verdict.Acted);

    [Theory]
    [InlineData("\"pilot\"", "", "does not say on whom")]
    [InlineData("\"pilot\"", ", \"pilot\": { }", "neither people nor a group")]
    [InlineData("\"pilot\"", ", \"pilot\": { \"contacts\": [ \"1\" ], \"if\": { \"field\": \"contact.city\", \"eq\": \"a\" } }", "neither people nor a group, or both")]
    [InlineData("\"pilot\"", ", \"pilot\": { \"contacts\": [ ] }", "names nobody")]
    [InlineData("\"pilot\"", ", \"pilot\": { \"contacts\": [ \"mira@example.com\" ] }", "is no contact id")]
    [InlineData("\"off\"", ", \"pilot\": { \"people\": [ ] }", "neither people nor a group")]
    public void What_names_nobody_is_a_mistake(string mode, string pilot, string says) =>
        Assert.Contains(MappingLoader.Load($$"""{ "rules": [ { "id": "a", "mode": {{mode}}{{pilot}}, "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] } ] }""", "m", []).Mistakes,
            m => m.Problem.Contains(says, StringComparison.Ordinal));

    private static List<Decision> Played(string pilot, string mode = "pilot") => new EnginePlay(
        $$"""{ "rules": [ { "id": "a", "mode": "{{mode}}", "pilot": {{pilot}}, "when": "order.paid", "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] } ] }""").At(TimeSpan.Zero, "order.paid").Decisions;

    private static (Verdict, string?) Only(List<Decision> decisions) => (Assert.Single(decisions).Verdict, decisions[0].Clause);
}
