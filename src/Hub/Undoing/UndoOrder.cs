namespace IntegrationHub.Hub.Undoing;

/// <summary>Which actions of a rule are to be taken back.</summary>
/// <param name="Client">Client id.</param>
/// <param name="Rule">Rule id; the rule may be gone from the mapping by now.</param>
/// <param name="Version">Only what runs of this version of the rules did; null for any.</param>
/// <param name="From">Done at or after this time.</param>
/// <param name="To">Done before this time.</param>
public sealed record UndoOrder(string Client, string Rule, int? Version, DateTimeOffset From, DateTimeOffset To);
