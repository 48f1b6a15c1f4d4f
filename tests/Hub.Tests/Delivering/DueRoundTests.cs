using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Delivering;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Tests.Delivering;

/// <summary>Clients that share a login share its calls.</summary>
public sealed class DueRoundTests : IAsyncLifetime
{
    private static readonly ActionInfo Single = new("text.send", "send", true, 1, []);
    private readonly TempStore _temp = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _temp.DisposeAsync();

    [Fact]
    public async Task One_action_of_a_small_client_goes_among_the_first_although_another_one_has_thousands_that_are_older()
    {
        await Plan("big", 3000, dueAt: 1);
        await Plan("small", 1, dueAt: 500);
        Assert.Contains(Read(1000).Calls.Take(2), call => call[0].Client == "small");
    }

    [Fact]
    public async Task A_client_alone_has_the_whole_round()
    {
        await Plan("big", 3000, dueAt: 1);
        Assert.Equal(DueRound.MostCalls, Read(1000).Calls.Count);
    }

    [Fact]
    public async Task A_client_that_waits_for_later_takes_no_call()
    {
        await Plan("big", 2, dueAt: 1);
        await Plan("later", 2, dueAt: 5000);
        Assert.All(Read(1000).Calls, call => Assert.Equal("big", call[0].Client));
    }

    [Fact]
    public async Task The_next_due_time_is_the_earliest_of_all_clients()
    {
        await Plan("a", 1, dueAt: 7000);
        await Plan("b", 1, dueAt: 6000);
        using var reader = _temp.Store.Read();
        Assert.Equal((6000L, null), (DueRound.Next(reader, "g"), DueRound.Next(reader, "other")));
    }

    private DueRound Read(int limit)
    {
        using var reader = _temp.Store.Read();
        return DueRound.Read(reader, "g", 1000, limit, _ => Single);
    }

    private Task Plan(string client, int count, long dueAt) => _temp.Store.Writer.Write(t =>
    {
        for (var i = 0; i < count; i++)
        {
            t.Execute(
                """
                insert into action (client, "key", "grant", connection, verb, name, rule, run, step, subject, touch, due_at, state, payload, hops, target_reason, attempts, epoch, created_at, updated_at)
                values (@p0, @p1, 'g', 'list', 'text.send', 'mail.text.send', 'r', 'r|k|1', 's1', @p1, @p2, @p3, 0, '{}', 1, '', 0, 0, 0, 0)
                """, client, $"thing:{i}", TouchClass.Internal, dueAt);
        }
    });
}
