namespace IntegrationHub.Connectors.Contract;

/// <summary>One stored envelope, as a normaliser gets it.</summary>
/// <param name="Connection">The connection it belongs to.</param>
/// <param name="Source">How it came.</param>
/// <param name="Topic">
/// Webhook topic, <c>stream:orders</c> for a polled record, <c>fetch:review</c> for a fetched one, <c>gone:review</c> for one that the vendor says is not there
/// (any more): <see cref="Bytes"/> are then exactly <c>{"id":"…"}</c> with the id that was asked for.
/// </param>
/// <param name="Bytes">The item's bytes.</param>
/// <param name="ReceivedAt">When it was stored; the time of an event whose vendor gives none.</param>
/// <param name="VendorAt">The vendor's time from the headers, where known.</param>
/// <param name="Historical">True for backfill, first poll and replay.</param>
public sealed record EnvelopeContent(
    ConnectionInfo Connection, EnvelopeSource Source, string Topic, ReadOnlyMemory<byte> Bytes, DateTimeOffset ReceivedAt, DateTimeOffset? VendorAt, bool Historical);
