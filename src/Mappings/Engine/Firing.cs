namespace IntegrationHub.Mappings.Engine;

/// <summary>A rule began a run.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="RunKey">Run key.</param>
/// <param name="At">The <c>now</c> it was decided with.</param>
/// <param name="Shadow">True when it only watched: does not count for live limits.</param>
public sealed record Firing(string Rule, string RunKey, DateTimeOffset At, bool Shadow);
