namespace IntegrationHub.Connectors.Contract;

/// <summary>A person's record that a vendor knows by an address.</summary>
/// <param name="Email">The address that was asked for.</param>
/// <param name="ObjectId">The vendor's id of the record, exact digits or text.</param>
/// <param name="Stream">Stream in whose shape <paramref name="Bytes"/> are, so that the record is read like a polled one.</param>
/// <param name="Bytes">The record.</param>
/// <param name="VendorAt">The vendor's change time; null when unknown.</param>
public sealed record FoundRecord(string Email, string ObjectId, string Stream, ReadOnlyMemory<byte> Bytes, DateTimeOffset? VendorAt);
