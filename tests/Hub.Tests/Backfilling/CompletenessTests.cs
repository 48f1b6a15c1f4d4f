using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Backfilling;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Tests.Vendors;

namespace IntegrationHub.Hub.Tests.Backfilling;

/// <summary>The tool's count of each ended day beside the journal's; what is missing is read again.</summary>
public sealed class CompletenessTests : IAsyncLifetime
{
    // 9:00 UTC on Monday 23 November; the client lives in Berlin.
    private static readonly DateTimeOffset Sunday = new(2026, 11, 21, 23, 0, 0, TimeSpan.Zero);
    private readonly OutboundWorld _world = new();
    private readonly Dictionary<DateTimeOffset, long> _theirs = [];

    public async Task InitializeAsync()
    {
        _world.Connector.OnCount = (_, from, _) => _theirs.GetValueOrDefault(from);
        var polled = new PolledRecord("1", "{}"u8.ToArray(), Sunday);
        _world.Connector.OnPoll = r => new PollPage(r.Cursor is null ? [polled] : [], "c", false);
        await _world.Polling.RunAsync("g", default);
        await _world.Store.Writer.Write(t => t.Execute("update envelope set state=1, received_at=@p0", Sunday.AddDays(-3).ToUnixTimeMilliseconds())); // heard of since Thursday
        _world.Connector.Polls.Clear();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Fourteen_ended_days_are_counted_once_in_the_clients_zone()
    {
        await _world.Completeness.CountAllAsync(default);
        await _world.Completeness.CountAllAsync(default);
        Assert.Equal(14, _world.Connector.Counts.Count);
        Assert.Contains(("members", Sunday, Sunday.AddDays(1)), _world.Connector.Counts);
        Assert.Equal([20261109, 20261122], new[] { Rows()[0].Day, Rows()[^1].Day });
        Assert.Empty(_world.Backfills.Of("ana"));
    }

    [Fact]
    public async Task What_is_missing_is_read_again_from_that_day_and_counted_as_repaired()
    {
        _theirs[Sunday] = 2;
        await HappenedAsync(Sunday.AddHours(3));
        await _world.Completeness.CountAllAsync(default);
        Assert.Equal((2, 1, 1, 1), (Rows()[^1].Theirs, Rows()[^1].Ours, Rows()[^1].Missing, Rows()[^1].Repairs));
        var repair = Assert.Single(_world.Backfills.Of("ana"));
        Assert.Equal((Sunday.ToUnixTimeMilliseconds(), false), (repair.Since, repair.Historical));

        await _world.Backfill.RunAsync(default);
        await HappenedAsync(Sunday.AddHours(4));
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _world.Completeness.CountAllAsync(default);
        Assert.Equal((0, 1), (Rows()[^1].Missing, Rows()[^1].Repaired));
    }

    [Fact]
    public async Task A_gap_of_before_the_connection_was_heard_of_first_is_history_for_the_rules()
    {
        _theirs[Sunday.AddDays(-6)] = 1;
        await _world.Completeness.CountAllAsync(default);
        Assert.True(Assert.Single(_world.Backfills.Of("ana")).Historical);
    }

    [Fact]
    public async Task What_cannot_be_had_is_asked_for_three_times_and_then_only_told()
    {
        _theirs[Sunday] = 5;
        for (var hour = 0; hour < 6; hour++)
        {
            await _world.Completeness.CountAllAsync(default);
            await _world.Backfill.RunAsync(default);
            _world.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, _world.Backfills.Of("ana").Count);
        Assert.Equal(5, Rows()[^1].Missing);
    }

    [Fact]
    public async Task More_here_than_there_is_no_gap()
    {
        await HappenedAsync(Sunday.AddHours(3));
        await _world.Completeness.CountAllAsync(default);
        Assert.Equal((0, 1, 0), (Rows()[^1].Theirs, Rows()[^1].Ours, Rows()[^1].Missing));
    }

    [Fact]
    public async Task A_day_that_a_stream_was_not_read_beyond_yet_is_not_counted()
    {
        await _world.Store.Writer.Write(t => t.Execute("update cursor set read_at = read_at - 86400000"));
        await _world.Completeness.CountAllAsync(default);
        Assert.Equal(20261121, Rows()[^1].Day);
    }

    [Fact]
    public async Task A_tool_that_does_not_answer_leaves_the_day_uncounted()
    {
        _world.Connector.OnCount = (_, _, _) => new VendorFailure(FailureKind.Transient, "Not today.");
        await _world.Completeness.CountAllAsync(default);
        Assert.Empty(Rows());
        Assert.Single(_world.Connector.Counts);
    }

    private IReadOnlyList<CompletenessRow> Rows() => _world.Completeness.Of("ana");

    private Task HappenedAsync(DateTimeOffset at) => _world.Happened(null, "newsletter.joined", at - _world.Time.GetUtcNow());
}
