namespace IntegrationHub.Hub.Tests;

/// <summary>Recorded payloads that lie beside the project, not in it.</summary>
internal static class SharedFixtures
{
    /// <summary>Folder of the recorded Shopify webhooks, or null.</summary>
    public static string? ShopifyWebhooks { get; } = Find("fixtures/shopify/webhooks");

    private static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", path);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
