namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>The mails of one person.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Tools">How far each tool was read.</param>
public sealed record Messages(IReadOnlyList<SentMessage> Items, IReadOnlyList<ReadUpTo> Tools);
