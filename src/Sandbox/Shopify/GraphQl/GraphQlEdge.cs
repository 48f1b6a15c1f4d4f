namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>One node of a connection with its cursor.</summary>
internal sealed record GraphQlEdge(string Cursor, object Node);
