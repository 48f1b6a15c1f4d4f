using System.Collections.Concurrent;

namespace IntegrationHub.EndToEnd.Tests;

/// <summary>The real process, killed without warning while it works.</summary>
public sealed class KillTests
{
    private const int Orders = 10_000;
    private const int Connections = 16;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_every_effect_happens_once()
    {
        await using var ledger = await TagLedger.StartAsync();
        var url = HubProcess.FreeAddress();
        using var folder = new HubFolder(url, ledger.Url);
        var orders = new ShopOrders(url);
        var acknowledged = new ConcurrentDictionary<int, bool>();
        await using (var first = await HubProcess.StartAsync(folder.Path, url, folder.Environment))
        {
            var killed = false;
            await Parallel.ForEachAsync(Enumerable.Range(1, Orders), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (n, _) =>
            {
                if (!Volatile.Read(ref killed) && await orders.SendAsync(n, untilAcknowledged: false))
                {
                    acknowledged[n] = true;
                }

                if (acknowledged.Count >= Orders / 2 && !Interlocked.Exchange(ref killed, true))
                {
                    await first.KillAsync();
                }
            });
        }

        var before = acknowledged.Count;
        await using var second = await HubProcess.StartAsync(folder.Path, url, folder.Environment);
        var missing = Enumerable.Range(1, Orders).Where(n => !acknowledged.ContainsKey(n)).ToList();
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (n, _) =>
        {
            Assert.True(await orders.SendAsync(n, untilAcknowledged: true), $"order {n} was never acknowledged");
        });
        await UntilAsync(() => ledger.Effects.Count >= Orders, second);

        Assert.InRange(before, 1, Orders - 1);
        Assert.Equal(Orders, folder.Read<long>("select count(*) from envelope"));
        Assert.Equal(0, folder.Read<long>("select count(*) from envelope where state <> 1"));
        Assert.Equal(Orders, folder.Read<long>("select count(*) from event where name='order.placed'"));
        Assert.Equal(Orders, folder.Read<long>("select count(distinct natural_key) from event where name='order.placed'"));
        Assert.Equal(Orders, folder.Read<long>("select count(*) from action where name='mail.tag.add'"));
        Assert.Equal(Orders, ledger.Effects.Count);
        Assert.Equal("ok", folder.Read<string>("pragma integrity_check"));
    }

    private static async Task UntilAsync(Func<bool> reached, HubProcess hub)
    {
        for (var i = 0; i < 1200 && !reached(); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(reached(), "not reached within 120 s; the hub said: " + hub.Output);
    }
}
