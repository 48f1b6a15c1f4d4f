using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Storage;

/// <summary>
/// The one writer of the process. Jobs queue up; whatever waits goes into one transaction with one fsync (group commit), each job in its own savepoint, and a job's caller
/// hears of it only after the commit. A failed job takes back its own rows only; a failed commit fails every job of the batch.
/// </summary>
public sealed partial class StoreWriter : IAsyncDisposable
{
    /// <summary>Most jobs in one transaction: keeps the wait of the last one in a few tens of milliseconds.</summary>
    public const int BatchLimit = 128;

    private const int QueueLimit = 4096;
    private readonly Channel<Job> _queue = Channel.CreateBounded<Job>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly StoreTransaction _transaction;
    private readonly ILogger<StoreWriter> _log;
    private readonly Task _loop;
    private long _waiting;
    private long _commits;

    internal StoreWriter(SqliteConnection connection, ILogger<StoreWriter> log)
    {
        (_connection, _log) = (connection, log);
        _transaction = new StoreTransaction(connection);
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Jobs that wait or run.</summary>
    public long Depth => Interlocked.Read(ref _waiting);

    /// <summary>Transactions that were committed so far: while it stands still, nothing a reader sees has changed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Runs a job in the writer's transaction; completes after the commit, with the job's result.</summary>
    /// <exception cref="Exception">Whatever the job threw, or the commit: then nothing of the job is in the store.</exception>
    public async Task<T> Write<T>(Func<StoreTransaction, T> work, CancellationToken cancellationToken = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        Interlocked.Increment(ref _waiting);
        try
        {
            await _queue.Writer.WriteAsync(new Job(t => result = work(t), () => done.SetResult(result), e => done.TrySetException(e)), cancellationToken);
            return await done.Task;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Runs a job without a result.</summary>
    public Task Write(Action<StoreTransaction> work, CancellationToken cancellationToken = default) =>
        Write<bool>(t => { work(t); return true; }, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _transaction.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task Run()
    {
        var batch = new List<Job>(BatchLimit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            try
            {
                _transaction.Begin();
                while (batch.Count < BatchLimit && _queue.Reader.TryRead(out var job))
                {
                    RunOne(job, batch);
                }

                _transaction.Commit();
            }
            catch (Exception e)
            {
                LogFailed(_log, e, batch.Count);
                TakeBack();
                batch.ForEach(j => j.Fail(e));
                while (batch.Count == 0 && _queue.Reader.TryRead(out var job))
                {
                    job.Fail(e); // the transaction could not even begin: nobody may wait for ever
                }

                continue;
            }

            Interlocked.Increment(ref _commits);
            batch.ForEach(j => j.Done());
        }
    }

    // The first job of a transaction needs no savepoint, which would copy every page it touches: what takes it back takes nobody else's rows.
    private void RunOne(Job job, List<Job> batch)
    {
        var isAlone = batch.Count == 0;
        try
        {
            if (!isAlone)
            {
                _transaction.Save();
            }

            job.Work(_transaction);
            if (!isAlone)
            {
                _transaction.Release();
            }
        }
        catch (Exception e)
        {
            job.Fail(e); // first, because taking back may fail too: a full disk has then taken back the whole transaction by itself
            if (isAlone)
            {
                _transaction.Rollback();
                _transaction.Begin();
            }
            else
            {
                _transaction.TakeBack();
            }

            return;
        }

        batch.Add(job);
    }

    private void TakeBack()
    {
        try
        {
            _transaction.Rollback();
        }
        catch (SqliteException e)
        {
            LogFailed(_log, e, 0); // SQLite has already rolled back by itself (disk full)
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "The store refused a transaction of {Jobs} jobs; their callers are told and nothing of them is stored.")]
    private static partial void LogFailed(ILogger logger, Exception exception, int jobs);

    private readonly record struct Job(Action<StoreTransaction> Work, Action Done, Action<Exception> Fail);
}
