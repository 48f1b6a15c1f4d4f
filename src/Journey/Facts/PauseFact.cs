namespace IntegrationHub.Journey.Facts;

/// <summary>Nothing automatic goes to this contact while it lasts.</summary>
/// <param name="Scope"><c>all</c> or <c>marketing</c>.</param>
/// <param name="Since">When it began.</param>
/// <param name="Until">When it ends; null until somebody lifts it.</param>
/// <param name="Reason">In words, as given.</param>
/// <param name="By">A person's name, or the rule's id.</param>
public sealed record PauseFact(string Scope, DateTimeOffset Since, DateTimeOffset? Until, string Reason, string By);
