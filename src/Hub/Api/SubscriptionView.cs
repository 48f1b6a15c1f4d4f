namespace IntegrationHub.Hub.Api;

/// <summary>A webhook subscription at the vendor, as found at the last look.</summary>
/// <param name="Topic">The vendor's name of what it tells.</param>
/// <param name="State"><c>fine</c>, <c>missing</c>, <c>foreign</c> or <c>operator</c>.</param>
/// <param name="Says">What there is to say; null when nothing.</param>
/// <param name="MendedAt">When the hub last made it or put it right.</param>
/// <param name="CheckedAt">When it was looked at.</param>
public sealed record SubscriptionView(string Topic, string State, string? Says, DateTimeOffset? MendedAt, DateTimeOffset CheckedAt);
