namespace IntegrationHub.Connectors.Contract;

/// <summary>One record of a page.</summary>
/// <param name="Id">The vendor's id.</param>
/// <param name="Bytes">The record as JSON, as the vendor sent it.</param>
/// <param name="VendorAt">The vendor's change time.</param>
public sealed record PolledRecord(string Id, ReadOnlyMemory<byte> Bytes, DateTimeOffset? VendorAt);
