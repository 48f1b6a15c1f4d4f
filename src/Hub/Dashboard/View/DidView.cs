namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What one rule did.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="N">Actions done.</param>
/// <param name="Detail">Of which kind.</param>
/// <param name="Link">The list behind the number.</param>
public sealed record DidView(string Rule, int N, string Detail, string Link);
