namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How far a tool's mails are known.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Tells">False when this tool tells nobody which mails it sent to whom.</param>
/// <param name="At">Read up to then; null when not yet.</param>
public sealed record ReadUpTo(string Connection, bool Tells, DateTimeOffset? At);
