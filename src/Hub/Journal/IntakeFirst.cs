namespace IntegrationHub.Hub.Journal;

/// <summary>
/// Storing goes before everything else. While many deliveries wait for their answer, lanes and grants get one small turn after another, far apart; what they leave undone
/// stays in the store and is taken up as soon as the rush is over.
/// </summary>
public sealed class IntakeFirst : IDisposable
{
    /// <summary>Envelopes or actions of one turn while deliveries rush in.</summary>
    public const int SmallTurn = 40;

    // More waiting deliveries than this on average: vendors come faster than they are answered. A steady stream that the hub can follow stays well below it.
    private const double Deep = 10;
    private const double Smoothing = 0.1;
    private const int LooksBetweenTurns = 25;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private readonly SemaphoreSlim _rush = new(1);
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private int _waiting;
    private double _average;

    /// <summary>Deliveries that wait to be answered, queued or being written.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Deliveries that waited, on the average of the last group commits.</summary>
    public double Average => Waiting == 0 ? 0 : Volatile.Read(ref _average);

    /// <summary>True while deliveries rush in.</summary>
    public bool IsBusy => Average > Deep;

    /// <summary>Waits for a turn of work. In quiet times as many at once as there are processors; in a rush one after another, a quarter of a second apart.</summary>
    /// <returns>The turn; dispose it when the work is done.</returns>
    public async ValueTask<Turn> TurnAsync(CancellationToken cancellationToken)
    {
        if (IsBusy)
        {
            await _rush.WaitAsync(cancellationToken);
            try
            {
                for (var look = 0; look < LooksBetweenTurns && IsBusy; look++)
                {
                    await Task.Delay(Look, cancellationToken);
                }
            }
            finally
            {
                _rush.Release();
            }
        }

        await _turns.WaitAsync(cancellationToken);
        return new Turn(this, IsBusy);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rush.Dispose();
        _turns.Dispose();
    }

    internal void Arrived() => Interlocked.Increment(ref _waiting);

    internal void Answered() => Interlocked.Decrement(ref _waiting);

    /// <summary>Looks at the number that waits; called once for each group commit, by its one writer.</summary>
    internal void Sample() => Volatile.Write(ref _average, Volatile.Read(ref _average) + (Smoothing * (Waiting - Volatile.Read(ref _average))));

    /// <summary>Leave to work for a while.</summary>
    public readonly struct Turn(IntakeFirst owner, bool isSmall) : IDisposable
    {
        /// <summary>True when only <see cref="SmallTurn"/> may be done.</summary>
        public bool IsSmall => isSmall;

        /// <inheritdoc />
        public void Dispose() => owner._turns.Release();
    }
}
