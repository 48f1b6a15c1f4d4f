using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Http;

/// <summary>
/// One rate budget at a vendor: at most so many calls in any window and so many at once. Who waits goes in the order of <see cref="CallPriority"/>, then of arrival.
/// The window slides, so that two bursts at a boundary never exceed what the vendor counts. History takes slack only: it leaves the last quarter of a window and one place to the others.
/// </summary>
internal sealed class VendorBudget(BucketInfo bucket, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (CallPriority Priority, long Number)> _waiting = new();
    private readonly Queue<long> _started = new(); // timestamps: the wall clock may be set
    private ITimer? _alarm;
    private long _restedAt;
    private TimeSpan _rest;
    private long _number;
    private int _running;

    /// <summary>Waits for a place; dispose the answer when the call has ended.</summary>
    internal async ValueTask<IDisposable> EnterAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(place, (priority, _number++));
            Admit();
        }

        await using (cancellationToken.Register(() => place.TrySetCanceled(cancellationToken)))
        {
            await place.Task;
        }

        return new Place(this);
    }

    /// <summary>Nobody enters for so long: the vendor itself says how little is left. A longer rest that runs already stays.</summary>
    internal void Rest(TimeSpan span)
    {
        lock (_gate)
        {
            if (RestLeft() < span)
            {
                (_restedAt, _rest) = (time.GetTimestamp(), span < RetryAfter.Longest ? span : RetryAfter.Longest);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _alarm?.Dispose();

    private void Admit()
    {
        while (_waiting.TryPeek(out var next, out var rank))
        {
            if (next.Task.IsCompleted)
            {
                _waiting.Dequeue();
                continue;
            }

            // The highest rank waits first: when it is history's, nobody else waits, and what is kept free is for who comes next.
            var keep = rank.Priority is CallPriority.Backfill;
            if (bucket.Concurrency > 0 && _running >= (keep ? Math.Max(1, bucket.Concurrency - 1) : bucket.Concurrency))
            {
                return;
            }

            if (!HasPermit(keep ? Math.Max(1, bucket.Permits - (bucket.Permits / 4)) : bucket.Permits, out var wait))
            {
                Wake(wait);
                return;
            }

            _waiting.Dequeue();
            if (next.TrySetResult())
            {
                _running++;
                _started.Enqueue(time.GetTimestamp());
            }
        }
    }

    private TimeSpan RestLeft() => _rest == TimeSpan.Zero ? TimeSpan.Zero : _rest - time.GetElapsedTime(_restedAt);

    private bool HasPermit(int permits, out TimeSpan wait)
    {
        wait = RestLeft();
        if (wait > TimeSpan.Zero)
        {
            return false;
        }

        (wait, _rest) = (TimeSpan.Zero, TimeSpan.Zero);
        while (_started.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= bucket.Window)
        {
            _started.Dequeue();
        }

        if (bucket.Permits <= 0 || _started.Count < permits)
        {
            return true;
        }

        // The place that makes room is the oldest of those above what may be taken.
        wait = bucket.Window - time.GetElapsedTime(_started.ElementAt(_started.Count - permits));
        return false;
    }

    private void Wake(TimeSpan wait)
    {
        _alarm ??= time.CreateTimer(_ => { lock (_gate) { Admit(); } }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _alarm.Change(wait + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void Leave()
    {
        lock (_gate)
        {
            _running--;
            Admit();
        }
    }

    private sealed class Place(VendorBudget budget) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                budget.Leave();
            }
        }
    }
}
