namespace IntegrationHub.Hub.Storage;

/// <summary>The store cannot be used; the message says why and what to do.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
