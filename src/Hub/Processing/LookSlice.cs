namespace IntegrationHub.Hub.Processing;

/// <summary>Some of the contacts that the rules look at for the first time.</summary>
/// <param name="Sign">What is watched.</param>
/// <param name="Contacts">The contacts, by id; empty at the end.</param>
internal sealed record LookSlice(string Sign, IReadOnlyList<long> Contacts);
