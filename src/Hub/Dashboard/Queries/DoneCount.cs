namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How many actions of a rule came out how.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Name">Action name.</param>
/// <param name="Connection">Where.</param>
/// <param name="Mark">Tag or field; empty when the action has none.</param>
/// <param name="State">ActionState.</param>
/// <param name="N">How many.</param>
/// <param name="People">How many contacts.</param>
public sealed record DoneCount(string Rule, string Name, string Connection, string Mark, int State, int N, int People);
