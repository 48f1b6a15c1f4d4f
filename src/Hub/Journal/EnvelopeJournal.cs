using System.Threading.Channels;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Journal;

/// <summary>
/// Takes verified deliveries and puts them on disk before anybody is answered (P1). Whatever waits goes into one job of the store's writer: no linger, batches grow
/// by themselves while the disk syncs.
/// </summary>
public sealed class EnvelopeJournal : IAsyncDisposable
{
    /// <summary>Most deliveries that wait; beyond it the answer is 503.</summary>
    public const int QueueLimit = 2048;

    private const int BatchLimit = 256;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(QueueLimit) { SingleReader = true });
    private readonly HubStore _store;
    private readonly EnvelopeRows _rows;
    private readonly IWaker _waker;
    private readonly Task _pump;
    private readonly IntakeFirst _intake;

    /// <summary>Starts the pump.</summary>
    public EnvelopeJournal(HubStore store, HubIds ids, TimeProvider time, IWaker waker, IntakeFirst intake)
    {
        (_store, _rows, _waker, _intake) = (store, new EnvelopeRows(ids, time), waker, intake);
        _pump = Task.Run(Pump);
    }

    /// <summary>Deliveries that wait to be stored.</summary>
    public int Depth => _queue.Reader.Count;

    /// <summary>Stores a delivery; completes when it is synced to disk.</summary>
    /// <exception cref="JournalFullException">Too many deliveries wait.</exception>
    /// <exception cref="Exception">The store refused; nothing of the delivery is stored.</exception>
    public async Task<Appended> Append(Delivery delivery)
    {
        _intake.Arrived();
        try
        {
            return await Enqueue(delivery);
        }
        finally
        {
            _intake.Answered();
        }
    }

    private Task<Appended> Enqueue(Delivery delivery)
    {
        var waiting = new Waiting(delivery, new TaskCompletionSource<Appended>(TaskCreationOptions.RunContinuationsAsynchronously));
        return _queue.Writer.TryWrite(waiting) ? waiting.Done.Task : Task.FromException<Appended>(new JournalFullException());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _pump;
    }

    private async Task Pump()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            var batch = new List<Waiting>();
            while (batch.Count < BatchLimit && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            _intake.Sample();
            try
            {
                var results = await _store.Writer.Write(t => _rows.Insert(t, batch.ConvertAll(w => w.Delivery)));
                for (var i = 0; i < batch.Count; i++)
                {
                    batch[i].Done.SetResult(results[i]);
                }
            }
            catch (Exception e)
            {
                batch.ForEach(w => w.Done.TrySetException(e));
                continue;
            }

            foreach (var client in batch.Select(w => w.Delivery.Client).Distinct(StringComparer.Ordinal))
            {
                _waker.LaneHasWork(client);
            }
        }
    }

    private readonly record struct Waiting(Delivery Delivery, TaskCompletionSource<Appended> Done);
}
