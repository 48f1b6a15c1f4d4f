using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Tests.Processing;

public sealed class LaneEchoTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Our_own_write_is_an_echo_and_another_value_there_counts_its_hops(bool sameValue, bool echo)
    {
        await using var lane = new TestLane();
        var until = lane.Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
        await lane.Execute(
            $"insert into echo(client,connection,object,field,value_hash,action,hops,\"until\") values ('{TestLane.Client}','shop','customer:7','tag:vip','{EchoLedger.Hash("on")}','act-1',2,{until})");
        await lane.Receive("shop", new Shown("order.placed", "t1", "7", Tag: "vip", On: sameValue));
        await lane.RunAsync();
        Assert.Equal($"{(echo ? 1 : 0)} act-1 2", lane.Text("select is_echo||' '||cause_action||' '||hops from event"));
        Assert.Equal(echo ? 0 : 1, lane.Count("action"));
    }

    [Fact]
    public async Task An_earlier_write_of_ours_is_still_an_echo_after_a_later_one()
    {
        await using var lane = new TestLane();
        var until = lane.Time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
        foreach (var (value, action, later) in new[] { ("on", "act-1", 0), ("off", "act-2", 1) })
        {
            await lane.Execute(
                $"insert into echo(client,connection,object,field,value_hash,action,hops,\"until\") values ('{TestLane.Client}','shop','customer:7','tag:vip','{EchoLedger.Hash(value)}','{action}',1,{until + later})");
        }

        await lane.Receive("shop", new Shown("order.placed", "t1", "7", Tag: "vip"));
        await lane.RunAsync();
        Assert.Equal("1 act-1", lane.Text("select is_echo||' '||cause_action from event"));
    }

    [Fact]
    public async Task A_forgotten_write_is_nobodys()
    {
        await using var lane = new TestLane();
        await lane.Execute(
            $"insert into echo(client,connection,object,field,value_hash,action,hops,\"until\") values ('{TestLane.Client}','shop','customer:7','tag:vip','{EchoLedger.Hash("on")}','act-1',2,1)");
        await lane.Receive("shop", new Shown("order.placed", "t1", "7", Tag: "vip"));
        await lane.RunAsync();
        Assert.Equal("0 0", lane.Text("select is_echo||' '||hops from event"));
    }
}
