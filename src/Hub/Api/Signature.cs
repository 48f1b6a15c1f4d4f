namespace IntegrationHub.Hub.Api;

/// <summary>Who acts.</summary>
/// <param name="By">The name.</param>
public sealed record Signature(string By);
