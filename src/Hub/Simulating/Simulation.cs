namespace IntegrationHub.Hub.Simulating;

/// <summary>A try that was asked for: under way, done, given up or failed.</summary>
public sealed class Simulation(long id, SimulationOrder order, DateTimeOffset at)
{
    /// <summary>Its id.</summary>
    public long Id { get; } = id;

    /// <summary>What was asked.</summary>
    public SimulationOrder Order { get; } = order;

    /// <summary>When it was asked; the tried time ends here.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>How much is played, 0 to 1.</summary>
    public double Progress { get; internal set; }

    /// <summary>What came of it; null while it is under way.</summary>
    public SimulationResult? Result { get; internal set; }

    /// <summary>Why there is no result; null while it is under way and when there is one.</summary>
    public string? Problem { get; internal set; }

    /// <summary>True when nothing more will happen.</summary>
    public bool IsOver => Result is not null || Problem is not null;

    internal CancellationTokenSource Stop { get; } = new();
}
