namespace IntegrationHub.Hub.Journal;

/// <summary>What became of a delivery: every item is on disk now, as a new row or as one already known.</summary>
/// <param name="Stored">New envelopes.</param>
/// <param name="Duplicates">Items whose key was known.</param>
public readonly record struct Appended(int Stored, int Duplicates);
