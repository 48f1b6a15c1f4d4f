using System.Globalization;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Backfilling;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Hub.Tests.Vendors;

namespace IntegrationHub.Hub.Tests.Backfilling;

/// <summary>A span of the past is read page by page, goes on where it stopped, and nothing acts on it.</summary>
public sealed class BackfillReadingTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly OutboundWorld _world = new();

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task It_is_read_to_its_end_as_history_and_said_in_the_journal()
    {
        _world.Connector.OnPoll = r => Page(r, 3);
        var id = await AskAsync();
        await _world.Backfill.RunAsync(default);

        var row = _world.Backfills.One("ana", id)!;
        Assert.Equal((BackfillRow.Done, 3, 3, (string?)null), (row.State, row.Records, row.Added, row.Failure));
        Assert.Equal(3, _world.Count("select count(*) from envelope where topic='stream:members' and historical=1 and state=0"));
        Assert.Equal(Start, _world.Connector.Polls.First().Since);
        Assert.Equal(["hub.backfill.asked", "hub.backfill.ended"], _world.Texts("select topic from envelope where connection='hub' order by id"));
        Assert.Contains("ana", _world.Waker.Lanes);
    }

    [Fact]
    public async Task A_long_span_is_read_in_turns_and_goes_on_from_its_mark_after_a_new_start()
    {
        _world.Connector.OnPoll = r => Page(r, BackfillReading.PagesATurn + 2);
        var id = await AskAsync();
        Assert.Equal(TimeSpan.Zero, await _world.Backfill.RunAsync(default));
        _world.Start();
        await _world.Backfill.RunAsync(default);

        Assert.Equal([null, "1", "2", "3", "4", "5", "6"], _world.Connector.Polls.Select(p => p.Cursor));
        Assert.Equal(BackfillRow.Done, _world.Backfills.One("ana", id)!.State);
    }

    [Fact]
    public async Task What_the_hub_holds_already_is_not_new()
    {
        _world.Connector.OnPoll = r => Page(r, 2);
        await AskAsync();
        await _world.Backfill.RunAsync(default);
        var again = await AskAsync();
        await _world.Backfill.RunAsync(default);
        Assert.Equal((2, 0), (_world.Backfills.One("ana", again)!.Records, _world.Backfills.One("ana", again)!.Added));
    }

    [Fact]
    public async Task What_changed_since_the_last_regular_reading_is_left_to_it_so_that_rules_act_on_it()
    {
        _world.Connector.OnPoll = _ => new PollPage([], "live", false);
        await _world.Polling.RunAsync("g", default);
        var fresh = _world.Time.GetUtcNow().AddMinutes(-5);
        _world.Connector.OnPoll = _ => new PollPage([Record("old", Start.AddDays(1)), Record("fresh", fresh)], "end", false);
        await AskAsync();
        await _world.Backfill.RunAsync(default);
        Assert.Equal(["members|old"], _world.Texts("select substr(key1,1,11) from envelope where topic='stream:members'"));
    }

    [Fact]
    public async Task A_failure_is_shown_and_tried_again_from_the_same_place()
    {
        var broken = true;
        _world.Connector.OnPoll = r => r.Cursor == "1" && broken ? new VendorFailure(FailureKind.Transient, "Not today.") : Page(r, 2);
        var id = await AskAsync();
        var rest = await _world.Backfill.RunAsync(default);
        Assert.Equal((BackfillRow.Running, "Not today.", TimeSpan.FromSeconds(10)), (_world.Backfills.One("ana", id)!.State, _world.Backfills.One("ana", id)!.Failure, rest));

        broken = false;
        _world.Time.Advance(rest);
        await _world.Backfill.RunAsync(default);
        Assert.Equal((BackfillRow.Done, 2, (string?)null), (_world.Backfills.One("ana", id)!.State, _world.Backfills.One("ana", id)!.Records, _world.Backfills.One("ana", id)!.Failure));
    }

    [Fact]
    public async Task A_refused_login_needs_a_person_and_is_not_asked_again_at_once()
    {
        _world.Connector.OnPoll = _ => new VendorFailure(FailureKind.Unauthorised, "The key is not accepted.");
        await AskAsync();
        await _world.Backfill.RunAsync(default);
        await _world.Backfill.RunAsync(default);
        Assert.Single(_world.Connector.Polls);
        Assert.Equal("needs-you", _world.Text("select state from connection_state where connection='list'"));
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_keeps_its_place_and_goes_on_from_there()
    {
        long id = 0;
        _world.Connector.OnPoll = r =>
        {
            if (r.Cursor == "1" && _world.Connector.Polls.Count == 2)
            {
                Assert.True(_world.Backfills.StopAsync("ana", id, "Anna").GetAwaiter().GetResult());
            }

            return Page(r, 4);
        };
        id = await AskAsync();
        await _world.Backfill.RunAsync(default);
        Assert.Equal((BackfillRow.Stopped, "2"), (_world.Backfills.One("ana", id)!.State, _world.Backfills.One("ana", id)!.Cursor));

        Assert.Null(await _world.Backfills.GoOnAsync("ana", id));
        await _world.Backfill.RunAsync(default);
        Assert.Equal((BackfillRow.Done, 4), (_world.Backfills.One("ana", id)!.State, _world.Backfills.One("ana", id)!.Records));
    }

    [Fact]
    public async Task A_wish_is_heard_at_once_also_after_rounds_without_work()
    {
        await _world.Backfill.StartAsync(default);
        for (var round = 0; round < 3; round++)
        {
            await Task.Delay(50);
            _world.Time.Advance(TimeSpan.FromSeconds(31));
        }

        await Task.Delay(50);
        var id = await AskAsync();
        for (var i = 0; i < 100 && _world.Backfills.One("ana", id)!.State == BackfillRow.Running; i++)
        {
            await Task.Delay(50); // the clock stands still: only the call can have woken it
        }

        Assert.Equal(BackfillRow.Done, _world.Backfills.One("ana", id)!.State);
        await _world.Backfill.StopAsync(default);
    }

    [Theory]
    [InlineData("nobody", "", 1, "not there")]
    [InlineData("list", "orders", 1, "no stream that is read here. There are: members")]
    [InlineData("list", "", 9000, "at most twenty years")]
    [InlineData("list", "", -1, "begins in the past")]
    public async Task What_cannot_be_read_is_said(string connection, string stream, int daysAgo, string says) =>
        Assert.Contains(says, (await _world.Backfills.AskAsync(new("ana", connection, stream.Length == 0 ? [] : [stream], _world.Time.GetUtcNow().AddDays(-daysAgo), "Anna"))).Problem, StringComparison.Ordinal);

    [Fact]
    public async Task One_stream_is_read_once_at_a_time()
    {
        await AskAsync();
        Assert.Contains("being read already", (await _world.Backfills.AskAsync(new("ana", "list", ["members"], Start, "Anna"))).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0.0)]
    [InlineData(25, 0.25)]
    [InlineData(200, 0.99)]
    public void How_far_it_is_is_told_by_the_times_of_what_came(int? day, double? progress) => Assert.Equal(progress, BackfillRows.Progress(new()
    {
        Since = 0, Until = Days(100), FirstAt = day is null ? null : 0, LastAt = day is { } d ? Days(d) : null, Records = day is null ? 0 : 5,
    }));

    [Fact]
    public void A_tool_that_gives_the_newest_first_is_measured_from_the_other_end() =>
        Assert.Equal(0.75, BackfillRows.Progress(new() { Since = 0, Until = Days(100), FirstAt = Days(90), LastAt = Days(25), Records = 5 }));

    private static long Days(int n) => n * 86_400_000L;

    private static PolledRecord Record(string id, DateTimeOffset at) => new(id, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""), at);

    private static PollPage Page(PollRequest request, int pages)
    {
        var n = int.Parse(request.Cursor ?? "0", CultureInfo.InvariantCulture) + 1;
        return new PollPage([Record("r" + n, Start.AddDays(n))], n.ToString(CultureInfo.InvariantCulture), n < pages);
    }

    private async Task<long> AskAsync()
    {
        var (ids, problem) = await _world.Backfills.AskAsync(new("ana", "list", [], Start, "Anna"));
        Assert.Null(problem);
        return ids.Single();
    }
}
