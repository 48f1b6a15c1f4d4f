namespace IntegrationHub.Connectors.Contract;

/// <summary>A webhook as received: nothing parsed, nothing trusted.</summary>
/// <param name="Method">HTTP method in upper case.</param>
/// <param name="PublicUrl">The address the vendor called, rebuilt from the configured public base URL, never from the Host header.</param>
/// <param name="Header">Gives a header's value by name, case-insensitive; several values joined by a comma; null when absent.</param>
/// <param name="Body">The raw bytes.</param>
public sealed record WebhookRequest(string Method, string PublicUrl, Func<string, string?> Header, ReadOnlyMemory<byte> Body);
