using Newtonsoft.Json;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>A GraphQL request.</summary>
/// <param name="Query">Text of one operation.</param>
/// <param name="Variables">Values by name.</param>
internal sealed record ShopifyQuery(
    [property: JsonProperty("query")] string Query, [property: JsonProperty("variables")] IReadOnlyDictionary<string, object?> Variables);
