using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Tests.Engine;

public sealed class PauseTests
{
    private const string Ask = """
        { "rules": [ { "id": "ask", "mode": "live", "when": "order.fulfilled", "whenCapped": "hold", "then": [ { "do": "mail.tag.add", "with": { "tag": "x" }, "touch": "marketing" } ] } ] }
        """;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void What_a_pause_without_an_end_holds_goes_on_as_soon_as_it_is_lifted()
    {
        var play = Paused().At(2 * Day, "order.fulfilled", "o1").Until(20 * Day);
        Assert.Empty(play.Planned);
        Assert.Single(play.Decisions, d => d.Verdict == Verdict.Paused);
        play.At(21 * Day, "hub.resumed").Until(21 * Day);
        Assert.Equal("mail.tag.add", Assert.Single(play.Planned).Name);
    }

    [Fact]
    public void A_bounce_counts_until_the_address_changes()
    {
        var play = Yes().At(2 * Day, "email.bounced", null, EnginePlay.With(("kind", "hard"))).At(3 * Day, "contact.updated", null, Address).At(4 * Day, "order.fulfilled", "o1");
        Assert.Contains(play.Decisions, d => d.Clause == "address bounced");
        Assert.Single(play.At(5 * Day, "contact.email.changed").At(6 * Day, "order.fulfilled", "o2").Until(8 * Day).Planned);
    }

    private static EnginePlay Yes() => new EnginePlay(Ask).At(Day, "consent.given", null, e => e with { Connection = "mail" });

    private static EnginePlay Paused() => Yes().At(Day, "hub.paused", null, EnginePlay.With(("scope", "all"), ("reason", "a friend"), ("by", "Anna")));

    // The same address, said again by another tool.
    private static JourneyEvent Address(JourneyEvent e) => e with { Fields = e.Fields.Add("email", Value.Of("mira@example.com")) };
}
