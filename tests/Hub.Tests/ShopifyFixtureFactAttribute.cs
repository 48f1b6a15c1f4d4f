namespace IntegrationHub.Hub.Tests;

/// <summary>A test over the recorded Shopify payloads; skipped with a message where they are missing.</summary>
public sealed class ShopifyFixtureFactAttribute : FactAttribute
{
    public ShopifyFixtureFactAttribute()
    {
        if (SharedFixtures.ShopifyWebhooks is null)
        {
            Skip = "The recorded Shopify payloads do not lie beside the project.";
        }
    }
}
