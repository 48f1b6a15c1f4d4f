namespace IntegrationHub.Connectors.Contract;

/// <summary>One request and its answer, redacted, bodies cut at 64 KiB.</summary>
/// <param name="Request">Method, address and body.</param>
/// <param name="Status">HTTP status; 0 when no answer came.</param>
/// <param name="Answer">Answer body or the reason why there is none.</param>
public sealed record VendorExchange(string Request, int Status, string Answer);
