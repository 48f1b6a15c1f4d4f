namespace IntegrationHub.Connectors.Contract;

/// <summary>A page of a stream.</summary>
/// <param name="Records">The records, in the vendor's order.</param>
/// <param name="Cursor">Where to go on, also after the last page: (time, id) with overlap and the vendor's page mark. Opaque to the hub; committed with the records.</param>
/// <param name="HasMore">True when the vendor has more now; false when the stream is read up to this moment.</param>
public sealed record PollPage(IReadOnlyList<PolledRecord> Records, string Cursor, bool HasMore);
