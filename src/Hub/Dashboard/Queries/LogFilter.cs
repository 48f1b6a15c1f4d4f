namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What to show of the log; every part may be absent.</summary>
/// <param name="Text">Words to look for.</param>
/// <param name="Kind">Only this kind.</param>
/// <param name="Result">Only this result.</param>
/// <param name="Tool">Only this connection.</param>
/// <param name="Rule">Only this rule.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
/// <param name="Stage">Only contacts that stand in this stage now.</param>
public sealed record LogFilter(
    string? Text = null, LogKind? Kind = null, LogResult? Result = null, string? Tool = null, string? Rule = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Stage = null)
{
    /// <summary>How many filters are set; the two ends of a time are one.</summary>
    public int Count => new[] { !string.IsNullOrWhiteSpace(Text), Kind is not null, Result is not null, Tool is not null, Rule is not null, From is not null || To is not null, Stage is not null }.Count(set => set);

    /// <summary>True when a row must be looked at to know whether it is wanted: then only the newest are searched.</summary>
    public bool Searches => !string.IsNullOrWhiteSpace(Text) || Result is not null || Tool is not null || Rule is not null || Stage is not null;
}
