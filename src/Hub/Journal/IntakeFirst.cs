namespace IntegrationHub.Hub.Journal;

/// <summary>
/// Storing goes before everything else: while many deliveries wait for their answer, nobody else begins a turn of work. A steady stream is answered within milliseconds of such a
/// pause and the work goes on; a rush is not, and then lanes share forty envelopes in
/// 400 ms, one after another: many with little to do, or one of those with much. What they leave undone stays in the store.
/// </summary>
public sealed class IntakeFirst(TimeProvider time) : IDisposable
{
    /// <summary>Envelopes of one turn in a rush that a pause did not end.</summary>
    public const int SmallTurn = 40;

    // More waiting deliveries than this: whoever would begin something else waits first.
    private const double Deep = 16;
    private const double Several = 2;
    private const double MemorySeconds = 0.03;
    private const int LeastCost = 4; // a turn's queries and its commit, in envelopes
    private const int LooksBetweenTurns = 40;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim _rush = new(1);
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private int _waiting;
    private int _share;
    private double _averageWaiting;
    private long _sampled;

    /// <summary>Deliveries that waited for their answer, on the average of the last commits; zero when there was none for a while.</summary>
    public double AverageWaiting => IsFresh ? Volatile.Read(ref _averageWaiting) : 0;

    /// <summary>True while deliveries come so fast that several wait at a time: then it is worth gathering work into fewer turns.</summary>
    public bool IsStream => AverageWaiting > Several;

    /// <summary>True while many deliveries wait.</summary>
    public bool IsBusy => AverageWaiting > Deep;

    private bool IsFresh => time.GetElapsedTime(Volatile.Read(ref _sampled)) < Fresh;

    /// <summary>Waits for a turn of work. As many go on at once as there are processors, so that a webhook always finds one.</summary>
    /// <returns>The turn; dispose it when the work is done.</returns>
    public async ValueTask<Turn> TurnAsync(CancellationToken cancellationToken)
    {
        var isRush = IsBusy;
        if (isRush)
        {
            await _rush.WaitAsync(cancellationToken);
            try
            {
                for (var look = 0; look < LooksBetweenTurns && isRush && Volatile.Read(ref _share) <= 0; look++)
                {
                    await Task.Delay(Look, cancellationToken);
                    isRush = IsBusy;
                }

                if (isRush)
                {
                    Volatile.Write(ref _share, (Volatile.Read(ref _share) is var left and > 0 ? left : SmallTurn) - SmallTurn);
                }
            }
            finally
            {
                _rush.Release();
            }
        }

        await _turns.WaitAsync(cancellationToken);
        return new Turn(this, isRush);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rush.Dispose();
        _turns.Dispose();
    }

    internal void Arrived() => Interlocked.Increment(ref _waiting);

    internal void Answered() => Interlocked.Decrement(ref _waiting);

    /// <summary>Looks at the number that waits; called for each group commit, by the journal's one pump.</summary>
    internal void Sample()
    {
        var kept = IsFresh ? Math.Exp(-time.GetElapsedTime(_sampled).TotalSeconds / MemorySeconds) : 0;
        Volatile.Write(ref _averageWaiting, (kept * _averageWaiting) + ((1 - kept) * Volatile.Read(ref _waiting)));
        Volatile.Write(ref _sampled, time.GetTimestamp());
    }

    // A turn takes the whole share when it begins, so that nobody slips in beside it, and gives back what it did not use.
    private void Done(int envelopes) => Interlocked.Add(ref _share, SmallTurn - Math.Clamp(envelopes, LeastCost, SmallTurn));

    /// <summary>Leave to work for a while.</summary>
    public readonly struct Turn(IntakeFirst owner, bool isSmall) : IDisposable
    {
        /// <summary>True when only <see cref="SmallTurn"/> may be done.</summary>
        public bool IsSmall => isSmall;

        /// <summary>Tells how many envelopes were worked off.</summary>
        public void Did(int envelopes)
        {
            if (isSmall)
            {
                owner.Done(envelopes);
            }
        }

        /// <inheritdoc />
        public void Dispose() => owner._turns.Release();
    }
}
