using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Dashboard;

public sealed class ShareWordsTests
{
    private static readonly RulePhase Watched = new(RuleMode.Shadow, 100, 0, new(2026, 10, 20, 8, 0, 0, TimeSpan.Zero), new(2026, 11, 3, 8, 0, 0, TimeSpan.Zero), 14, 0, 0, 3, 5, null, null, 0, null);

    [Fact]
    public void Of_a_rule_that_never_watched_nothing_is_known() => Assert.Equal("How many people it will mean is not known: it has not watched yet.", ShareWords.People([], true, SampleBakery.Lens()));

    [Fact]
    public void What_it_watched_and_what_it_did_stand_apart() => Assert.Equal(
        "20 Oct–3 Nov, while it only watched: it would have meant 14 people. 3–10 Nov: it began for 1 person.",
        ShareWords.People([Watched, Watched with { Mode = RuleMode.Live, From = Watched.To!.Value, To = null, Begun = 1 }], false, SampleBakery.Lens()));

    [Fact]
    public void Of_another_wording_it_is_said_to_be() => Assert.EndsWith(" it would have meant 14 people. That was by an earlier wording.", ShareWords.People([Watched], true, SampleBakery.Lens()), StringComparison.Ordinal);

    [Fact]
    public void Nobody_is_said_as_nobody() => Assert.Equal("20 Oct–3 Nov, while it only watched: nobody came by.", ShareWords.People([Watched with { Begun = 0, Limited = 0, Unfit = 0 }], false, SampleBakery.Lens()));
}
