using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Processing;

/// <summary>An open envelope as read for a batch.</summary>
internal sealed record OpenEnvelope(
    long Id, string Connection, EnvelopeSource Source, string Topic, long Body, int Offset, int Length, DateTimeOffset ReceivedAt, DateTimeOffset? VendorAt, bool Historical,
    string? CauseAction, int CauseHops);
