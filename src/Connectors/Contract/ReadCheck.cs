namespace IntegrationHub.Connectors.Contract;

/// <summary>Whether something can really be read through a login.</summary>
/// <param name="What">What was tried: "customers with name and address".</param>
/// <param name="Readable">True when it came; null when there is nothing there yet by which to tell.</param>
/// <param name="Says">What came, or why it is withheld and what then does not work.</param>
public sealed record ReadCheck(string What, bool? Readable, string Says);
