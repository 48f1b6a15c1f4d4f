using IntegrationHub.Connectors.Http;
using Refit;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>Shopify's Admin API: one address, GraphQL only.</summary>
internal interface IShopifyApi
{
    /// <summary>https://shopify.dev/docs/api/admin-graphql : a query or mutation. Success, business errors, throttling and schema errors all come with status 200.</summary>
    /// <param name="version">API version, e.g. 2026-10.</param>
    /// <param name="token">Admin API access token.</param>
    /// <param name="query">Text and variables.</param>
    /// <param name="repeatable">True when sending it twice has its effect once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    [Post("/admin/api/{version}/graphql.json")]
    Task<HttpResponseMessage> Send(
        string version,
        [Header("X-Shopify-Access-Token")] string token,
        [Body] ShopifyQuery query,
        [Property(VendorCall.RepeatableName)] bool repeatable,
        CancellationToken cancellationToken);
}
