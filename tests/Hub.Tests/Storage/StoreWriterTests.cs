using IntegrationHub.Hub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.Hub.Tests.Storage;

public sealed class StoreWriterTests
{
    private const string Insert = "insert into lane(client,epoch,owner,since) values (@p0,1,'t',0)";

    [Fact]
    public async Task A_job_is_on_disk_when_its_caller_hears_of_it()
    {
        await using var temp = new TempStore();
        await temp.Store.Writer.Write(t => t.Execute(Insert, "a"));
        Assert.Equal(1, temp.Count("select count(*) from lane"));
    }

    [Fact]
    public async Task A_failed_job_takes_back_its_own_rows_and_nobody_elses()
    {
        await using var temp = new TempStore();
        var jobs = Enumerable.Range(0, 50).Select(i => temp.Store.Writer.Write(t =>
        {
            t.Execute(Insert, "c" + i);
            if (i == 25)
            {
                throw new InvalidOperationException("poison");
            }
        })).ToArray();
        await Assert.ThrowsAsync<InvalidOperationException>(() => jobs[25]);
        await Task.WhenAll(jobs.Where((_, i) => i != 25));
        Assert.Equal(49, temp.Count("select count(*) from lane"));
    }

    [Fact]
    public async Task A_full_disk_fails_every_job_of_the_moment_and_none_is_forgotten()
    {
        await using var temp = new TempStore();
        var pages = await temp.Store.Writer.Write(t => t.Scalar<long>("pragma page_count"));
        await temp.Store.Writer.Write(t => t.Scalar<long>($"pragma max_page_count={pages + 3}"));
        var jobs = Enumerable.Range(0, 20).Select(i => temp.Store.Writer.Write(t => t.Execute("insert into body(id,client,bytes,codec) values (@p0,'a',@p1,0)", (long)i + 1, new byte[5000]))).ToArray();
        await Task.WhenAny(Task.WhenAll(jobs), Task.Delay(TimeSpan.FromSeconds(20)));
        Assert.All(jobs, j => Assert.True(j.IsCompleted));
        Assert.Contains(jobs, j => j.IsFaulted);
        Assert.Equal(jobs.Count(j => j.IsCompletedSuccessfully), temp.Count("select count(*) from body"));
    }

    [Fact]
    public async Task After_a_full_disk_the_writer_goes_on_when_there_is_room()
    {
        await using var temp = new TempStore();
        var pages = await temp.Store.Writer.Write(t => t.Scalar<long>("pragma page_count"));
        await temp.Store.Writer.Write(t => t.Scalar<long>($"pragma max_page_count={pages + 1}"));
        await Assert.ThrowsAnyAsync<Exception>(() => temp.Store.Writer.Write(t => t.Execute("insert into body(id,client,bytes,codec) values (1,'a',@p0,0)", new byte[100_000])));
        await temp.Store.Writer.Write(t => t.Scalar<long>("pragma max_page_count=100000"));
        await temp.Store.Writer.Write(t => t.Execute("insert into body(id,client,bytes,codec) values (2,'a',@p0,0)", new byte[100_000]));
        Assert.Equal(1, temp.Count("select count(*) from body"));
    }

    [Fact]
    public async Task The_highest_id_is_found_whatever_row_has_it()
    {
        await using var temp = new TempStore();
        await temp.Store.Writer.Write(t => t.Execute("insert into body(id,client,bytes,codec) values (77,'a',@p0,0)", new byte[1]));
        Assert.Equal(77, temp.Store.HighestId());
    }

    [Fact]
    public async Task A_second_process_is_kept_away()
    {
        await using var temp = new TempStore();
        var refused = Assert.Throws<StoreUnavailableException>(() => HubStore.Open(temp.Path, NullLoggerFactory.Instance));
        Assert.Contains("another hub process", refused.Message);
    }

    [Fact]
    public async Task Every_commit_is_synced_and_logged_ahead()
    {
        await using var temp = new TempStore();
        Assert.Equal(2, await temp.Store.Writer.Write(t => t.Scalar<long>("pragma synchronous")));
        Assert.Equal("wal", await temp.Store.Writer.Write(t => t.Scalar<string>("pragma journal_mode")));
        Assert.Equal(2, await temp.Store.Writer.Write(t => t.Scalar<long>("pragma auto_vacuum")));
    }
}
