namespace IntegrationHub.Sandbox.Shopify;

/// <summary>An amount with its currency.</summary>
internal sealed record ShopifyMoney(decimal Amount, string Currency);
