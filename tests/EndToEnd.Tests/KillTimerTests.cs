using IntegrationHub.Hub.Storage;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The real process, killed again and again between the steps of runs that wait.</summary>
public sealed class KillTimerTests
{
    private const int People = 150;
    private const int Kills = 6;

    private const string Steps = """
        { "do": "mail.tag.add", "with": { "tag": "first" }, "touch": "internal" }, { "wait": "PT2S" },
        { "do": "mail.tag.add", "with": { "tag": "second" }, "touch": "internal" }, { "wait": "PT2S" },
        { "do": "mail.event.send", "with": { "name": "third" }, "touch": "internal" }, { "wait": "PT2S" },
        { "do": "hub.tag.add", "with": { "tag": "through" } }
        """;

    [Fact]
    public async Task Each_timer_rings_once_and_what_cannot_be_repeated_is_done_once_or_shown()
    {
        await using var ledger = await TagLedger.StartAsync();
        ledger.Delay = TimeSpan.FromMilliseconds(30); // so that kills fall into calls too
        var url = HubProcess.FreeAddress();
        using var folder = new HubFolder(url, ledger.Url, Steps);
        var orders = new ShopOrders(url);
        var random = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var hub = await HubProcess.StartAsync(folder.Path, url, folder.Environment);
            if (kill == 0)
            {
                await Parallel.ForEachAsync(Enumerable.Range(1, People), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) => Assert.True(await orders.SendAsync(n, untilAcknowledged: true)));
            }

            await Task.Delay(random.Next(500, 2500));
            await hub.KillAsync();
        }

        await using var last = await HubProcess.StartAsync(folder.Path, url, folder.Environment);
        for (var i = 0; i < 1200 && folder.Read<long>($"select (select count(*) from run where ended_at is null and rule='buyer') + (select count(*) from action where state in ({(int)ActionState.Due},{(int)ActionState.Sending}))") > 0; i++)
        {
            await Task.Delay(100);
        }

        Assert.Equal(People, folder.Read<long>("select count(*) from run where ended_at is not null and rule='buyer'"));
        Assert.Equal(People, folder.Read<long>("select count(*) from event where name='contact.tagged' and instr(data,'\"through\"')>0"));
        Assert.Equal([People, People, People], Enumerable.Range(0, 3).Select(n => folder.Read<long>("select count(*) from action where " + (n == 2 ? "verb='event.send'" : $"verb='tag.add' and instr(payload,'\"{(n == 0 ? "first" : "second")}\"')>0"))));
        Assert.Equal(2 * People, ledger.Effects.Count);
        var sent = ledger.Calls.Where(c => c.Key.EndsWith("/event:third", StringComparison.Ordinal)).ToList();
        Assert.All(sent, c => Assert.Equal(1, c.Value));
        var (done, uncertain) = (folder.Read<long>($"select count(*) from action where verb='event.send' and state={(int)ActionState.Done}"), folder.Read<long>($"select count(*) from action where verb='event.send' and state={(int)ActionState.Uncertain}"));
        Assert.Equal(People, done + uncertain);
        Assert.InRange(sent.Count, done, People);
        Assert.Equal("ok", folder.Read<string>("pragma integrity_check"));
    }
}
