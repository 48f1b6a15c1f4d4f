namespace IntegrationHub.Connectors.Contract;

/// <summary>One item in a delivery's bytes with its dedup keys (design: keys).</summary>
/// <param name="Offset">First byte in the body.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Topic">Topic or subscription type, e.g. <c>orders/create</c>, <c>contact.propertyChange</c>; as the vendor names it.</param>
/// <param name="Key1">First dedup key, unique per connection.</param>
/// <param name="Key2">Second dedup key, unique per connection where not null.</param>
/// <param name="VendorAt">The vendor's own time of the event, where it can be read cheaply.</param>
/// <param name="Route">What finds the connection of an app-level delivery: portal id, shop domain, location name. Null for per-connection addresses.</param>
/// <param name="Quarantine">Why this part cannot be read; null when it can.</param>
public sealed record EnvelopePart(
    int Offset, int Length, string Topic, string Key1, string? Key2, DateTimeOffset? VendorAt, string? Route = null, string? Quarantine = null);
