using GraphQLParser.AST;

namespace IntegrationHub.Connectors.Tests.Shopify;

/// <summary>Field names and types of a GraphQL schema; checks a selection against them.</summary>
internal sealed class SchemaFields
{
    private readonly Dictionary<string, Dictionary<string, GraphQLFieldDefinition>> _types = new(StringComparer.Ordinal);

    internal SchemaFields(GraphQLDocument schema)
    {
        foreach (var type in schema.Definitions.OfType<GraphQLObjectTypeDefinition>())
        {
            _types[type.Name.StringValue] = Names(type.Fields);
        }

        foreach (var type in schema.Definitions.OfType<GraphQLInterfaceTypeDefinition>())
        {
            _types[type.Name.StringValue] = Names(type.Fields);
        }
    }

    internal void Check(GraphQLDocument document)
    {
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            Check(operation.SelectionSet, operation.Operation is OperationType.Mutation ? "Mutation" : "QueryRoot");
        }
    }

    private void Check(GraphQLSelectionSet? set, string type)
    {
        foreach (var field in set?.Selections.OfType<GraphQLField>() ?? [])
        {
            var name = field.Name.StringValue;
            Assert.True(_types[type].TryGetValue(name, out var definition), $"{type} has no field {name}");
            foreach (var argument in field.Arguments?.Items ?? [])
            {
                Assert.Contains(definition!.Arguments?.Items ?? [], known => known.Name.StringValue == argument.Name.StringValue);
            }

            if (field.SelectionSet is not null)
            {
                Check(field.SelectionSet, Named(definition!.Type));
            }
        }
    }

    private static Dictionary<string, GraphQLFieldDefinition> Names(GraphQLFieldsDefinition? fields) =>
        fields?.Items.ToDictionary(field => field.Name.StringValue, StringComparer.Ordinal) ?? [];

    private static string Named(GraphQLType type) => type switch
    {
        GraphQLNonNullType inner => Named(inner.Type),
        GraphQLListType inner => Named(inner.Type),
        GraphQLNamedType named => named.Name.StringValue,
        _ => "",
    };
}
