namespace IntegrationHub.Hub;

/// <summary>Work that comes back at a steady beat until the host stops. A beat that fails is told and the next one comes all the same.</summary>
/// <param name="beat">Time between two beats.</param>
/// <param name="time">The clock.</param>
public abstract class BeatingService(TimeSpan beat, TimeProvider time) : BackgroundService
{
    /// <summary>The clock that the beats follow.</summary>
    protected TimeProvider Clock { get; } = time;

    /// <summary>Whether the first beat comes at once; it comes after the first wait otherwise.</summary>
    protected virtual bool AtOnce => false;

    /// <summary>What is done once, before the first beat.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>One beat.</summary>
    protected abstract Task BeatAsync(CancellationToken stoppingToken);

    /// <summary>Tells that a beat failed.</summary>
    protected abstract void Failed(Exception exception);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        Begin();
        using var timer = new PeriodicTimer(beat, Clock);
        try
        {
            if (AtOnce)
            {
                await TryAsync(stoppingToken);
            }

            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await BeatAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(e);
        }
    }
}
