namespace IntegrationHub.Sandbox.Shopify;

/// <summary>One entry of a mutation's <c>userErrors</c>.</summary>
internal sealed record ShopifyUserError(string Message, string? Code, int? Element, params string[] Field);
