using CsCheck;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>
/// Whatever the order of arrival, the duplicates and the borders of batches: the same things happened, so the same is known. What the hub itself makes of events
/// (an abandoned basket, a third order) belongs to the runs, whose order is that of arrival: no such event is made here.
/// </summary>
public sealed class LaneOrderTests
{
    private const int Histories = 500;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names =
        ["order.placed", "order.paid", "order.refunded", "contact.updated", "newsletter.joined", "newsletter.left", "consent.given", "consent.withdrawn", "form.submitted", "review.posted", "email.opened"];

    private static readonly Gen<(Shown Shown, int Place, bool Twice)[]> AnyHistory = Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, 5000], Gen.Int[0, 1_000_000], Gen.Bool)
        .Array[1, 12].Select(events => events.Select((e, i) => (new Shown(Names[i > 1 && e.Item1 == 0 ? 1 : e.Item1], $"{i}", At: Start.AddHours(e.Item2)), e.Item3, e.Item4)).ToArray());

    [Fact]
    public async Task Facts_do_not_depend_on_how_the_events_came()
    {
        await using var lane = new TestLane(real: true);
        lane.Mappings.Put(TestLane.Client, MappingLoader.Load("""{ "journey": { "model": "online-shop" }, "rules": [] }""", "m", []).Mapping!, 1);
        var histories = AnyHistory.Array[Histories].Single();
        await ReceiveAsync(lane, 300, histories.SelectMany((h, i) => h.OrderBy(e => e.Shown.At).Select(e => Of("a", i, e.Shown))));
        await ReceiveAsync(lane, 37, histories.SelectMany((h, i) => h.Concat(h.Where(e => e.Twice)).OrderBy(e => e.Place).Select(e => (e.Place, Of("b", i, e.Shown)))).OrderBy(e => e.Place).Select(e => e.Item2));

        var facts = lane.Temp.Query("select i.value, c.facts from identity i join contact c on c.id=i.contact where i.scope='shop:customer'", r => (Customer: r.GetString(0), Facts: r.GetString(1)))
            .ToDictionary(f => f.Customer, f => f.Facts);
        Assert.Equal(2 * Histories, facts.Count);
        for (var i = 0; i < Histories; i++)
        {
            Assert.Equal(facts["a" + i], facts["b" + i].Replace($"b{i}-", $"a{i}-", StringComparison.Ordinal).Replace($"\"b{i}\"", $"\"a{i}\"", StringComparison.Ordinal));
        }
    }

    private static Shown Of(string side, int history, Shown shown) => shown with { Id = $"{side}{history}-{shown.Id}", Customer = $"{side}{history}" };

    private static async Task ReceiveAsync(TestLane lane, int batch, IEnumerable<Shown> shown)
    {
        foreach (var chunk in shown.Chunk(batch))
        {
            foreach (var one in chunk)
            {
                await lane.Receive("shop", one);
            }

            await lane.RunAsync();
        }
    }
}
