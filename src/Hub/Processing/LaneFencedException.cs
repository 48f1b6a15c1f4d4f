namespace IntegrationHub.Hub.Processing;

/// <summary>The lane has a new owner, or somebody else closed its rows: nothing of the turn was written.</summary>
public sealed class LaneFencedException(string client, string what) : Exception($"The turn of lane {client} was taken back: {what}.");
