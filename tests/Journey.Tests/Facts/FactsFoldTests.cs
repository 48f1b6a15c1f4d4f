using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Journey.Tests.Facts;

public sealed class FactsFoldTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly StageModel Model = StageModels.Find("local-business")!;

    private static readonly string[] Names =
        ["order.placed", "order.paid", "contact.lapsed", "newsletter.joined", "contact.tagged", "contact.untagged", "consent.given", "consent.withdrawn",
            "hub.paused", "hub.resumed", "hub.score.changed", "hub.stage.moved", "contact.returned"];

    private static readonly Gen<JourneyEvent> AnyEvent = Gen.Select(
        Gen.Int[0, Names.Length - 1].Select(i => Names[i]),
        Gen.Int[0, 200], Gen.Int[0, 1000], (name, day, id) => Event(name, day, "k" + id));

    [Fact]
    public void The_order_of_arrival_does_not_matter() =>
        AnyEvent.List[0, 25].Select(events => events.DistinctBy(e => e.NaturalKey).ToList()).SelectMany(events => Gen.Shuffle(events.ToArray()).Select(shuffled => (events, shuffled)))
            .Sample(pair =>
            {
                var facts = ContactFacts.Empty;
                var known = new List<JourneyEvent>();
                foreach (var e in pair.shuffled)
                {
                    known.Add(e);
                    var fold = FactsFold.Apply(facts, e, Model);
                    facts = fold.NeedsRefold ? FactsFold.All(known, Model) : fold.Facts;
                }

                return Json(facts) == Json(FactsFold.All(pair.events, Model));
            }, iter: 2000);

    [Fact]
    public void A_return_opens_the_next_cycle()
    {
        var facts = FactsFold.All([Event("order.placed", 0, "a"), Event("contact.lapsed", 70, "b"), Event("order.placed", 80, "c")], Model);
        Assert.Equal(("purchase", 2), (facts.Stage!.Stage, facts.Stage.Cycle));
    }

    [Fact]
    public void The_third_order_in_ninety_days_makes_a_regular() =>
        Assert.Equal("regular", FactsFold.All([Event("order.placed", 0, "a"), Event("order.placed", 10, "b"), Event("order.placed", 20, "c")], Model).Stage!.Stage);

    [Fact]
    public void A_rules_short_pause_does_not_end_a_persons_long_one()
    {
        var facts = FactsFold.All([Event("hub.paused", 1, "a") with { Properties = Props(("by", "Owner")) }, Event("hub.paused", 2, "b") with { Properties = Props(("by", "late-order"), ("scope", "marketing")) }], Model);
        Assert.Equal("Owner", facts.Pause!.By);
    }

    private static ImmutableSortedDictionary<string, Value> Props(params (string Name, string Value)[] items) => items.ToImmutableSortedDictionary(i => i.Name, i => Value.Of(i.Value));

    private static string Json(ContactFacts facts) => JsonSerializer.Serialize(facts, JourneyJson.Options);

    private static JourneyEvent Event(string name, int day, string key) => new()
    {
        NaturalKey = key, Name = name, Subject = EventSubject.Person, OccurredAt = Start.AddDays(day), Connection = "shop", Tool = "shopify", Money = new(10 + day, "EUR"),
        Fields = ImmutableSortedDictionary<string, Value>.Empty.Add("city", Value.Of(key)),
        Properties = Props(("tag", "t" + day % 3), ("stage", Model.Stages[day % 7].Id), ("by", "p" + day % 2)).Add("points", Value.Of(day)).Add("halfLifeDays", Value.Of(30)),
    };
}
