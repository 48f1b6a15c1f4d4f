using System.Diagnostics;
using DotLiquid;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Tests.Documents;

/// <summary>What a text may cost is counted, the same on every run; what somebody is called stays text.</summary>
public sealed class LiquidTextTests
{
    private static readonly Hash Values = Hash.FromAnonymousObject(new
    {
        contact = Hash.FromAnonymousObject(new { firstName = "{{ client.name }}{% for x in event.items %}!{% endfor %}", note = new string('n', 9_000) }),
        @event = Hash.FromAnonymousObject(new { items = Enumerable.Range(0, 100).Select(i => "bread " + i).ToArray(), thousand = Enumerable.Range(0, 1_000).Select(i => "i").ToArray(), many = Enumerable.Range(0, 2_000).Select(i => "i").ToArray() }),
        client = Hash.FromAnonymousObject(new { name = "Kornhaus" }),
    });

    [Fact]
    public void A_name_that_looks_like_a_template_stays_what_it_is() =>
        Assert.Equal(("Hello {{ client.name }}{% for x in event.items %}!{% endfor %}", (string?)null), Render("Hello {{ contact.firstName }}"));

    [Theory]
    [InlineData("{% for a in event.items %}{% for b in event.items %}xx{% endfor %}{% endfor %}")]
    [InlineData("{% for a in event.many %}x{% endfor %}")]
    [InlineData("{% for a in event.items %}{{ contact.note }}{% endfor %}")]
    [InlineData("{% for a in event.thousand %}{% for b in event.thousand %}{{ contact.note }}{% endfor %}{% endfor %}")]
    [InlineData("{{ contact.note | append: contact.note | append: contact.note | append: contact.note }}")]
    public void Work_and_length_are_cut_by_count_with_a_reason(string source)
    {
        var began = Stopwatch.GetTimestamp();
        var (text, problem) = Render(source);
        Assert.Null(text);
        Assert.NotNull(problem);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2));
        Assert.Equal(problem, Render(source).Problem);
    }

    [Theory]
    [InlineData("{% for a in event.items %}{% for b in event.items %}{% for c in event.items %}{% endfor %}{% endfor %}{% endfor %}", "2 deep")]
    [InlineData("{{ contact.name | upcase | upcase | upcase | upcase | upcase | upcase | upcase | upcase | upcase }}", "8 filters")]
    [InlineData("{% include 'other' %}", "not offered")]
    [InlineData("{% assign x = 1 %}", "not offered")]
    [InlineData("{% capture x %}a{% endcapture %}", "not offered")]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", "ranges")]
    [InlineData("{{ contact.name | replace: 'a', 'aaaa' }}", "not offered")]
    [InlineData("{{ settings.key }}", "is unknown")]
    [InlineData("{% if contact.name %}", "not valid")]
    public void What_could_multiply_or_reach_elsewhere_is_refused_when_it_is_written(string source, string says) => Assert.Contains(says, LiquidText.Parse(source).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_text_that_is_too_long_is_refused_when_it_is_written() => Assert.Contains("at most", LiquidText.Parse(new string('x', LiquidText.MaxSource + 1)).Problem, StringComparison.Ordinal);

    private static (string? Text, string? Problem) Render(string source)
    {
        var (text, problem) = LiquidText.Parse(source);
        Assert.Null(problem);
        return text!.Render(Values);
    }
}
