namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>One row of the log.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Row id in its table.</param>
/// <param name="At">When, unix milliseconds: received, decided, or last changed.</param>
/// <param name="State">State or verdict as the table keeps it.</param>
/// <param name="Name">Event name, rule id, action name, or topic.</param>
/// <param name="Text">The sentence, the arguments as JSON, or the reason.</param>
/// <param name="Connection">Connection id; null for decisions.</param>
/// <param name="Rule">Rule id, if one is involved.</param>
/// <param name="Contact">Contact id.</param>
/// <param name="ContactName">Name or address of the contact.</param>
/// <param name="Amount">Money in 1/10,000.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Historical">From the past: it started nothing.</param>
public sealed record LogEntry(
    LogKind Kind, long Id, long At, int State, string Name, string? Text, string? Connection, string? Rule, long? Contact, string? ContactName, long? Amount, string? Currency, bool Historical)
{
    /// <summary>How it came out.</summary>
    public LogResult Result => LogResults.Of(Kind, State);
}
