namespace IntegrationHub.Sandbox;

/// <summary>One request a vendor received, whatever came of it.</summary>
/// <param name="Id">The request id that the ledger names too.</param>
/// <param name="Vendor">The vendor.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">Path and query as received.</param>
/// <param name="At">When it came, on the vendors' clock.</param>
/// <param name="Waited">When it came, in ticks of the clock the sandbox waits by; for measuring distances.</param>
/// <param name="Status">The status answered; 0 while under way or when the connection was cut.</param>
/// <param name="Fault">The fault it met, if any.</param>
public sealed record SandboxRequest(
    string Id, string Vendor, string Method, string PathAndQuery, DateTimeOffset At, DateTimeOffset Waited, int Status, FaultKind? Fault);
