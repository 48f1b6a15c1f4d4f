using System.Collections.Immutable;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Contract;

/// <summary>An event with the marks by which the echo ledger recognises our own write.</summary>
/// <param name="Event">The event.</param>
/// <param name="Marks">What it shows at the vendor; when every mark is in the ledger, the event is our own write coming back. Empty: cannot be an echo.</param>
/// <param name="OwnWrite">True when the vendor itself says that our app wrote it (HubSpot <c>changeSource</c> and <c>sourceId</c>).</param>
public sealed record NormalisedEvent(JourneyEvent Event, ImmutableArray<WriteMark> Marks, bool OwnWrite = false);
