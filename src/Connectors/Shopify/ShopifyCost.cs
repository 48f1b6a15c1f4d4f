using System.Text.Json;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Shopify counts points, not calls, and tells with every answer how many are left and how fast they come back. The bucket rests while there are fewer than the calls under way may ask for, so that
/// none is refused. https://shopify.dev/docs/api/usage/limits
/// </summary>
internal static class ShopifyCost
{
    /// <summary>How long to rest after an answer; null when there is enough, or nothing is said.</summary>
    internal static TimeSpan? RestAfter(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType is not "application/json")
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(response.Content.ReadAsStream());
            response.Content.ReadAsStream().Position = 0;
            var cost = document.RootElement.Get("extensions").Get("cost");
            var state = cost.Get("throttleStatus");
            if (cost.Amount("requestedQueryCost") is not { } asked || state.Amount("currentlyAvailable") is not { } left || state.Amount("restoreRate") is not ({ } rate and > 0))
            {
                return null;
            }

            var needed = asked * ShopifySettings.CallsAtOnce;
            var most = state.Amount("maximumAvailable") ?? needed;
            needed = Math.Min(needed, most);
            return left >= needed ? null : TimeSpan.FromSeconds((double)Math.Min((needed - left) / rate, 60m));
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault) || fault is NotSupportedException)
        {
            return null;
        }
    }
}
