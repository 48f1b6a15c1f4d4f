namespace IntegrationHub.Mappings.Engine;

/// <summary>Something the team must hear of.</summary>
/// <param name="Key">Same key, same alert: shown once until solved.</param>
/// <param name="Kind"><c>rule</c>, <c>loop</c>, <c>task</c>.</param>
/// <param name="Text">What happened, why, what to do.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="To">Person or role it is for; null for the owner.</param>
/// <param name="DueAt">When it should be done, for tasks; null otherwise.</param>
public sealed record Alert(string Key, string Kind, string Text, string Rule, string? To, DateTimeOffset? DueAt);
