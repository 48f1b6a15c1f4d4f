namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How many actions of a rule came out how.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Name">Action name.</param>
/// <param name="State">ActionState.</param>
/// <param name="N">How many.</param>
/// <param name="People">How many contacts.</param>
public sealed record DoneCount(string Rule, string Name, int State, int N, int People);
