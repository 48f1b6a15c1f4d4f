using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>What was decided stays; where something that is told late would have changed it, it is marked.</summary>
public sealed class LateDecisionsTests : IAsyncLifetime
{
    private readonly TestLane _lane = new(real: true);

    public Task InitializeAsync()
    {
        var loaded = MappingLoader.Load("""
            { "rules": [ { "id": "invite", "mode": "live", "when": "order.placed", "if": { "not": { "did": "newsletter.joined" } }, "then": [ { "do": "hub.tag.add", "with": { "tag": "invited" } } ] } ] }
            """, "m", []);
        Assert.Empty(loaded.Mistakes.Select(m => m.ToString()));
        _lane.Mappings.Put(TestLane.Client, loaded.Mapping!, 1);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _lane.DisposeAsync();

    [Fact]
    public async Task A_decision_that_it_would_have_changed_is_marked_and_not_made_again()
    {
        await Ordered();
        await Told("newsletter.joined", before: TimeSpan.FromHours(3));
        Assert.Equal("1", _lane.Text("select came_late from decision where rule='invite'"));
        Assert.Equal(1, _lane.Count("event where name='contact.tagged'"));
    }

    [Fact]
    public async Task A_condition_that_did_not_hold_then_is_marked_too_when_it_would()
    {
        await Told("newsletter.joined", before: TimeSpan.FromSeconds(1));
        await Ordered();
        Assert.Equal($"{(int)Verdict.ConditionFalse} 0", _lane.Text("select verdict||' '||came_late from decision"));
        await Told("newsletter.left", before: TimeSpan.FromHours(3), id: "l");
        Assert.Equal("0", _lane.Text("select came_late from decision")); // whether somebody once joined is not changed by leaving
    }

    [Fact]
    public async Task What_happened_after_it_and_what_changes_nothing_leave_it_as_it_is()
    {
        await Ordered();
        await Told("newsletter.joined", before: TimeSpan.FromMinutes(-30));
        await Told("order.paid", before: TimeSpan.FromHours(3), id: "p");
        Assert.Equal("0", _lane.Text("select came_late from decision where rule='invite'"));
    }

    [Fact]
    public async Task A_no_that_is_told_late_marks_what_was_begun_in_spite_of_it()
    {
        await Ordered();
        await Told("consent.withdrawn", before: TimeSpan.FromHours(3), id: "n");
        Assert.Equal("1", _lane.Text("select came_late from decision where rule='invite'"));
    }

    private async Task Ordered()
    {
        await _lane.Receive("shop", new Shown("order.placed", "1001", "7"));
        await _lane.RunAsync();
    }

    // Told an hour after the order, of a time so long before it.
    private async Task Told(string name, TimeSpan before, string id = "j")
    {
        var at = _lane.Time.GetUtcNow() - before;
        _lane.Time.Advance(TimeSpan.FromHours(1));
        await _lane.Receive("shop", new Shown(name, id, "7", At: at));
        await _lane.RunAsync();
    }
}
