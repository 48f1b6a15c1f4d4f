using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

public sealed class LoopTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private const string PingPong = """
        { "rules": [ { "id": "vip-to-shop", "mode": "live", "when": "contact.tagged[VIP]", "then": [ { "do": "shop.tag.add", "with": { "tag": "VIP" } } ] },
                     { "id": "vip-spelling", "mode": "live", "when": "contact.tagged[VIP]", "then": [ { "do": "mail.tag.add", "with": { "tag": "vip" } } ] } ] }
        """;

    [Fact]
    public void A_chain_over_two_tools_ends_at_the_hop_limit_with_one_alert_that_names_both_rules()
    {
        var play = Chain();
        Assert.Equal(2 * MappingEngine.HopLimit, play.Planned.Count);
        Assert.Equal(2, play.Decisions.Count(d => d.Verdict == Verdict.LoopStopped));
        Assert.Single(play.Alerts.Select(a => a.Key).Distinct());
        Assert.Contains("'vip-spelling' and 'vip-to-shop' wrote to Mira", play.Alerts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_loop_the_rules_are_held_for_this_contact_for_a_day()
    {
        var play = Chain();
        var done = play.Planned.Count;
        play.At(TimeSpan.FromHours(5), "contact.tagged", null, Vip(0));
        Assert.Equal(done, play.Planned.Count);
        Assert.Contains(play.Decisions, d => d is { Verdict: Verdict.LoopStopped, Clause: "held after a loop" });
        play.At(TimeSpan.FromHours(30), "contact.tagged", null, Vip(0));
        Assert.Equal(done + 2, play.Planned.Count);
    }

    private static EnginePlay Chain()
    {
        var play = new EnginePlay(PingPong);
        for (var hops = 0; hops <= MappingEngine.HopLimit; hops++)
        {
            play.At(hops * Minute, "contact.tagged", null, Vip(hops));
        }

        return play;
    }

    private static Func<JourneyEvent, JourneyEvent> Vip(int hops) => e => EnginePlay.With(("tag", "VIP"))(e) with { Cause = hops == 0 ? null : new("k", hops, false) };
}
