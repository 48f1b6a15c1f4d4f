using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>A split through the whole lane: its arm stands in decision, run and log, and a wait inside it goes on after a restart.</summary>
public sealed class LaneSplitTests : IAsyncLifetime
{
    private readonly TestLane _lane = new(real: true);

    public Task InitializeAsync()
    {
        _lane.Mappings.Put(TestLane.Client, MappingLoader.Load("""
            { "rules": [ { "id": "ask", "mode": "live", "when": "cart.updated", "goal": "order.placed within P7D", "then": [
                { "split": { "arms": [ { "name": "soon", "then": [ { "wait": "PT1H" }, { "do": "hub.tag.add", "with": { "tag": "soon" } } ] }, { "name": "late", "then": [ { "wait": "PT9H" }, { "do": "hub.tag.add", "with": { "tag": "late" } } ] } ], "holdout": "20%" } },
                { "do": "hub.score.add", "with": { "points": 1 } } ] } ] }
            """, "m", []).Mapping!, 1);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _lane.DisposeAsync();

    [Fact]
    public async Task Everybody_goes_their_way_to_the_common_steps_also_after_a_restart()
    {
        for (var i = 0; i < 80; i++)
        {
            await _lane.Receive("shop", new Shown("cart.updated", "c" + i, "7" + i));
        }

        await _lane.RunAsync();
        var (soon, late, none) = (Put("soon"), Put("late"), _lane.Count($"decision where verdict={(int)Verdict.HeldOut} and step='split' and value='held out'"));
        Assert.Equal(80, soon + late + none);
        Assert.True(soon > 5 && late > 5 && none > 0);
        Assert.Equal(soon, _lane.Count("run where ended_at is null and rule='ask' and json_extract(data,'$.arm')='soon'"));
        Assert.Equal(none, _lane.Count("contact where json_extract(log,'$.firings[0].arm')='held out' and json_extract(log,'$.firings[0].heldOut')=1"));

        // Another process takes the lane.
        var processor = new LaneProcessor(_lane.Temp.Store, _lane.Ids, _lane.Setup, _lane.Mappings, new Looking(_lane.Temp.Store, _lane.Mappings), _lane.Waker, _lane.Time, NullLogger<LaneProcessor>.Instance, MappingEngine.Step);
        _lane.Time.Advance(TimeSpan.FromHours(10));
        var epoch = await _lane.TakeAsync();
        while ((await processor.RunAsync(TestLane.Client, epoch, CancellationToken.None)).More)
        {
        }

        Assert.Equal((soon, late), (_lane.Count("event where name='contact.tagged' and instr(data,'\"soon\"')>0"), _lane.Count("event where name='contact.tagged' and instr(data,'\"late\"')>0")));
        Assert.Equal(soon + late, _lane.Count("event where name='hub.score.changed'"));
        Assert.Equal(0, _lane.Count("run where ended_at is null and rule='ask'"));
    }

    private long Put(string arm) => _lane.Count($"decision where verdict={(int)Verdict.Divided} and step='split' and value='{arm}' and clause='split {arm} 40%'");
}
