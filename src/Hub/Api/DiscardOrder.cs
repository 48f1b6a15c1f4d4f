namespace IntegrationHub.Hub.Api;

/// <summary>A wish to put a draft away.</summary>
/// <param name="By">Who does it.</param>
public sealed record DiscardOrder(string By);
