namespace IntegrationHub.Sandbox.Shopify;

/// <summary>A metafield of a customer, an order or the shop.</summary>
/// <param name="Id">The numeric id.</param>
/// <param name="Owner">The global id it belongs to.</param>
/// <param name="Namespace">The namespace, <c>$app:</c> written out as given.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Type">Its type.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record ShopifyMetafield(long Id, string Owner, string Namespace, string Key, string Value, string Type, DateTimeOffset UpdatedAt)
{
    /// <summary>The digest for optimistic locking.</summary>
    public string Digest => SandboxIds.HexOf(Value, 64);
}
