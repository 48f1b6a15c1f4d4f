namespace IntegrationHub.Sandbox;

/// <summary>An address that a vendor sends something to.</summary>
/// <param name="Id">The vendor's id of the subscription.</param>
/// <param name="Vendor">The vendor.</param>
/// <param name="Account">The shop, audience or portal it belongs to.</param>
/// <param name="Topic">The vendor's topic; empty when one subscription covers several.</param>
/// <param name="Address">Where to send. Only loopback addresses are called.</param>
/// <param name="Secret">The key for signing.</param>
/// <param name="CreatedAt">When it was made, on the vendors' clock.</param>
public sealed record WebhookSubscription(
    string Id, string Vendor, string Account, string Topic, Uri Address, string Secret, DateTimeOffset CreatedAt)
{
    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    /// <summary>True for those made in an app's settings, which the vendor never drops by itself.</summary>
    public bool Permanent { get; init; }

    /// <summary>What else the vendor keeps with it: filters, events, sources.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
