namespace IntegrationHub.Hub.Api;

/// <summary>A message to be tried.</summary>
/// <param name="Body">Its body.</param>
/// <param name="ContentType">Its content type; told from its first letter when left out.</param>
public sealed record MessageTryOrder(string Body, string? ContentType = null);
