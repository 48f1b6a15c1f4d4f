using System.Diagnostics;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests.Documents;

/// <summary>What a document may hold is counted when it is written: each refusal names the place and the bound, within a moment.</summary>
public sealed class MappingLimitsTests
{
    [Fact]
    public void Conditions_within_conditions_end_at_eight_levels() =>
        Refused(If(string.Concat(Enumerable.Repeat("""{ "not": """, 9)) + """{ "did": "order.paid" }""" + new string('}', 9)), "nested too deep");

    [Fact]
    public void A_rule_holds_at_most_two_hundred_conditions() =>
        Refused(If($$"""{ "any": [ {{string.Join(',', Enumerable.Repeat("""{ "did": "order.paid" }""", 250))}} ] }"""), "too many");

    [Fact]
    public void A_document_is_not_read_deeper_than_it_can_mean() => Refused(new string('[', 100_000), "not readable as JSON");

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("([a-z]+)*x")]
    public void A_pattern_that_would_backtrack_takes_no_longer_than_its_text(string pattern)
    {
        var loaded = MappingLoader.Load(If($$"""{ "field": "contact.firstName", "matches": "{{pattern}}" }"""), "m", Actions.All);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        var compare = Assert.IsType<Condition.Compare>(loaded.Mapping!.Rules[0].If);
        var began = Stopwatch.GetTimestamp();
        compare.Pattern!.IsMatch(new string('a', 10_000) + "!");
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2));
    }

    private static string If(string condition) => $$"""{ "rules": [ { "id": "r", "when": "order.placed", "if": {{condition}}, "then": [ { "exit": "x" } ] } ] }""";

    private static void Refused(string document, string says)
    {
        var began = Stopwatch.GetTimestamp();
        Assert.Contains(MappingLoader.Load(document, "m", Actions.All).Mistakes, m => m.Problem.Contains(says, StringComparison.Ordinal));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2));
    }
}
