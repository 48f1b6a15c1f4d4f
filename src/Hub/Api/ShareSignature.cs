namespace IntegrationHub.Hub.Api;

/// <summary>Who takes a link back, or notes its answer.</summary>
/// <param name="By">The person.</param>
public sealed record ShareSignature(string By);
