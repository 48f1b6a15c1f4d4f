using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Delivering;

/// <summary>A contact at the moment of the claim.</summary>
/// <param name="Id">The contact; of a merged one the one that stayed.</param>
/// <param name="Facts">Its facts; null when they cannot be read.</param>
internal sealed record ContactNow(long Id, ContactFacts? Facts);
