namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>How fast a sample story is told, and what its viewers ask of it. Only there while one is told; one for everybody who looks.</summary>
public sealed class StoryPace
{
    private static readonly int[] Speeds = [1, 2, 4, 8];
    private readonly Lock _gate = new();
    private TaskCompletionSource? _paused;

    /// <summary>Told when something of it changed; from any thread.</summary>
    public event Action? Changed;

    /// <summary>Told when a viewer wants the story from its beginning.</summary>
    public event Action? AskedAgain;

    /// <summary>Day of the story, from 1; 0 before it begins.</summary>
    public int Day { get; private set; }

    /// <summary>The story's time.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>What happened last, in a few words; null before anything did.</summary>
    public string? Moment { get; private set; }

    /// <summary>True once everything was told and time goes at its own pace.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How many times faster than told at first: 1, 2, 4 or 8.</summary>
    public int Speed { get; private set; } = 1;

    /// <summary>True: no waiting at all between moments but for the hub to have dealt with the one before.</summary>
    public bool IsHurried { get; init; }

    /// <summary>The day up to which it hurries; 0 when nobody asked for the next day.</summary>
    public int HurryTo { get; private set; }

    /// <summary>True while it stands still.</summary>
    public bool IsPaused => _paused is not null;

    /// <summary>True while nobody wants to wait.</summary>
    public bool Hurries => IsHurried || Day < HurryTo;

    /// <summary>Stands still, or goes on.</summary>
    public void PauseOrGoOn()
    {
        lock (_gate)
        {
            var paused = _paused;
            _paused = paused is null ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            paused?.SetResult();
        }

        Changed?.Invoke();
    }

    /// <summary>The next speed; after the highest the first again.</summary>
    public void Faster()
    {
        Speed = Speeds[(Array.IndexOf(Speeds, Speed) + 1) % Speeds.Length];
        Changed?.Invoke();
    }

    /// <summary>Hurries to the next day.</summary>
    public void NextDay()
    {
        HurryTo = Day + 1;
        if (IsPaused)
        {
            PauseOrGoOn();
        }

        Changed?.Invoke();
    }

    /// <summary>Asks for the story from its beginning.</summary>
    public void StartAgain() => AskedAgain?.Invoke();

    /// <summary>Tells where the story is.</summary>
    public void Show(int day, DateTimeOffset time, string? moment = null, bool isOver = false)
    {
        (Day, Time, Moment, IsOver) = (day, time, moment ?? Moment, isOver);
        Changed?.Invoke();
    }

    /// <summary>Completes when the story may go on.</summary>
    public Task WhenGoingAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _paused is { } paused ? paused.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
        }
    }
}
