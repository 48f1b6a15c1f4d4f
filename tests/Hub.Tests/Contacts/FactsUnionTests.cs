using System.Collections.Immutable;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Tests.Contacts;

public sealed class FactsUnionTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_later_word_on_a_field_holds_whichever_side_said_it()
    {
        var (old, recent) = (Field("Anna", Monday, "a"), Field("Ana", Monday.AddDays(1), "b"));
        Assert.Equal("Ana", FactsUnion.Of(old, recent).Field("firstName").Text);
        Assert.Equal("Ana", FactsUnion.Of(recent, old).Field("firstName").Text);
    }

    [Fact]
    public void Counts_and_sums_of_both_add_up()
    {
        var both = FactsUnion.Of(Seen(2, Monday, 30m), Seen(3, Monday.AddDays(2), 12.5m)).Seen["order.placed"];
        Assert.Equal((5, Monday, Monday.AddDays(2), 42.5m), (both.Count, both.FirstAt, both.LastAt, both.Sums["CHF"]));
    }

    [Fact]
    public void A_later_no_beats_an_earlier_yes()
    {
        var both = FactsUnion.Of(Consent(true, Monday), Consent(false, Monday.AddDays(1)));
        Assert.False(both.Consents["marketing/email/mail"].Given);
    }

    [Fact]
    public void Of_two_pauses_by_the_same_hand_the_longer_holds()
    {
        var open = new PauseFact("all", Monday, null, "asked for it", "Mira");
        var brief = open with { Until = Monday.AddDays(2) };
        Assert.Equal(open, FactsUnion.Of(Paused(brief), Paused(open)).Pause);
        Assert.Equal(open, FactsUnion.Of(Paused(open), Paused(brief)).Pause);
    }

    [Fact]
    public void Points_fade_to_the_later_time_before_they_are_added()
    {
        var early = ContactFacts.Empty with { Scores = ImmutableSortedDictionary<string, ScoreFact>.Empty.Add("heat", new ScoreFact(8, Monday, 7)) };
        var late = ContactFacts.Empty with { Scores = ImmutableSortedDictionary<string, ScoreFact>.Empty.Add("heat", new ScoreFact(1, Monday.AddDays(7), 7)) };
        Assert.Equal(5m, FactsUnion.Of(early, late).Scores["heat"].Points);
    }

    private static ContactFacts Field(string value, DateTimeOffset at, string key) => ContactFacts.Empty with
    {
        Fields = ImmutableSortedDictionary<string, FieldFact>.Empty.Add("firstName", new FieldFact(Value.Of(value), at, "shop", key)),
    };

    private static ContactFacts Paused(PauseFact pause) => ContactFacts.Empty with { Pauses = ImmutableSortedDictionary<string, PauseFact>.Empty.Add("all|Mira", pause) };

    private static ContactFacts Seen(long count, DateTimeOffset at, decimal sum) => ContactFacts.Empty with
    {
        Seen = ImmutableSortedDictionary<string, Occurrences>.Empty.Add(
            "order.placed", new Occurrences(count, at, at, ImmutableSortedDictionary<string, decimal>.Empty.Add("CHF", sum), [])),
    };

    private static ContactFacts Consent(bool given, DateTimeOffset at) => ContactFacts.Empty with
    {
        Consents = ImmutableSortedDictionary<string, ConsentFact>.Empty.Add("marketing/email/mail", new ConsentFact("marketing", "email", "mail", given, at, null, given ? "z" : "a")),
    };
}
