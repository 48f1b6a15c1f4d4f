using System.Collections.Immutable;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

/// <summary>What a rule may say of people who are there already, and who they are.</summary>
public sealed class AlreadyThereTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("leave", 0)]
    [InlineData("20 a day", 20)]
    [InlineData("all", AlreadyThere.All)]
    public void A_rule_says_how_many_a_day(string already, int perDay) => Assert.Equal(perDay, Load("contact.lapsed", already).Mapping!.Rule("a")!.AlreadyPerDay);

    [Theory]
    [InlineData("contact.lapsed", "some", "is not understood")]
    [InlineData("contact.lapsed", "0 a day", "is not understood")]
    [InlineData("order.paid", "all", "nobody can be there already")]
    [InlineData("contact.tagged", "5 a day", "nobody can be there already")]
    public void What_means_nobody_is_a_mistake(string when, string already, string says) => Assert.Contains(says, Assert.Single(Load(when, already).Mistakes).Problem, StringComparison.Ordinal);

    [Fact]
    public void Who_has_the_tag_is_there_by_the_event_that_put_it_last()
    {
        var facts = new ContactFacts
        {
            Tags = Holders(("hub", new TagFact(true, Day, "k1")), ("mail", new TagFact(true, Day.AddDays(1), "k2")), ("shop", new TagFact(false, Day.AddDays(2), "k3"))),
        };
        Assert.Equal((Day.AddDays(1), "k2"), AlreadyThere.Since(Load("contact.tagged[vip]", "all").Mapping!.Rule("a")!, facts));
    }

    [Fact]
    public void Who_went_quiet_and_came_back_is_not_there()
    {
        var rule = Load("contact.lapsed", "all").Mapping!.Rule("a")!;
        var quiet = new ContactFacts { StageMoves = [new("lapsed", Day, 1, "contact.lapsed", "k1")] };
        Assert.Equal("k1", AlreadyThere.Since(rule, quiet)!.Value.EventKey);
        Assert.Null(AlreadyThere.Since(rule, quiet with { StageMoves = [.. quiet.StageMoves, new("purchase", Day.AddDays(1), 2, "order.paid", "k2")] }));
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, TagFact>> Holders(params (string Holder, TagFact Tag)[] tags) =>
        tags.ToImmutableSortedDictionary(t => t.Holder, t => ImmutableSortedDictionary<string, TagFact>.Empty.Add("vip", t.Tag));

    private static LoadedMapping Load(string when, string already) =>
        MappingLoader.Load($$"""{ "rules": [ { "id": "a", "when": "{{when}}", "already": "{{already}}", "then": [ { "do": "hub.tag.add", "with": { "tag": "a" } } ] } ] }""", "m", []);
}
