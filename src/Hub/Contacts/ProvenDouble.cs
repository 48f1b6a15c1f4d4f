namespace IntegrationHub.Hub.Contacts;

/// <summary>Two contacts that are one person.</summary>
/// <param name="Kept">The older one, which stays.</param>
/// <param name="Gone">The younger one, which goes into it.</param>
/// <param name="Key">What the two have in common.</param>
public sealed record ProvenDouble(long Kept, long Gone, IdentityKey Key);
