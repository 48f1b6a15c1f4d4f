namespace IntegrationHub.Hub.Api;

/// <summary>A wish to set the mode of a rule.</summary>
/// <param name="Mode"><c>off</c>, <c>shadow</c>, <c>pilot:20%</c>, <c>pilot</c> (people or a group under <c>pilot</c>) or <c>live</c>.</param>
/// <param name="By">Who sets it.</param>
/// <param name="Note">Why; may be left out.</param>
/// <param name="Contacts">Ids of the contacts it is tried on, with the mode <c>pilot</c>. Left out, what the rule says stays.</param>
/// <param name="Already">What becomes of people who are there already when a rule on a state is switched on: <c>leave</c>, <c>20 a day</c>, <c>all</c>. Left out, what the rule says stays.</param>
public sealed record ModeOrder(string Mode, string By, string? Note, IReadOnlyList<long>? Contacts = null, string? Already = null);
