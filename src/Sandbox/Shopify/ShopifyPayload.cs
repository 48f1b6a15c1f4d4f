namespace IntegrationHub.Sandbox.Shopify;

/// <summary>What a mutation answers: what it made or changed, or why not.</summary>
internal sealed record ShopifyPayload(object? Made, params IReadOnlyList<ShopifyUserError> Errors)
{
    public static ShopifyPayload Refused(string message, string? code, params string[] field) => new(null, new ShopifyUserError(message, code, null, field));
}
