namespace IntegrationHub.Connectors.Contract;

/// <summary>One object that was asked for.</summary>
/// <param name="Id">The id asked for.</param>
/// <param name="Bytes">The object as JSON; null when the vendor says that it does not exist (any more).</param>
/// <param name="VendorAt">The vendor's change time, where it has one.</param>
public sealed record FetchedRecord(string Id, ReadOnlyMemory<byte>? Bytes, DateTimeOffset? VendorAt);
