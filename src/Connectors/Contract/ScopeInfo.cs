namespace IntegrationHub.Connectors.Contract;

/// <summary>A permission that is asked for at sign-in.</summary>
/// <param name="Name">The vendor's name of it.</param>
/// <param name="Meaning">Half a sentence for people: "read customers with their consent".</param>
/// <param name="Optional">True when the hub works without it.</param>
public sealed record ScopeInfo(string Name, string Meaning, bool Optional = false);
