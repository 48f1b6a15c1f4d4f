using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>One mutation of a call, under its own alias.</summary>
/// <param name="Mutation">Name of the mutation.</param>
/// <param name="Selection">What is read from its answer: as little as possible, for a field that cannot be read spoils nothing but itself.</param>
/// <param name="Actions">The actions that it carries out.</param>
/// <param name="Arguments">Its arguments with their GraphQL types; each is sent as a variable.</param>
internal sealed record ShopifyChange(string Mutation, string Selection, IReadOnlyList<OutboundAction> Actions, params IReadOnlyList<(string Name, string Type, object? Value)> Arguments);
