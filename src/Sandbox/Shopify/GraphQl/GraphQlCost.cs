using GraphQLParser.AST;

namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>
/// The cost of a request: scalars 0, objects 1, mutations 10, connections by what they ask for (shopify.dev, "Rate limits"). How a connection
/// grows with its size is not published exactly; the sandbox takes 2 + the square root of the size times the cost of one node, which meets the
/// figures seen in recorded calls.
/// </summary>
internal static class GraphQlCost
{
    /// <summary>The most a single query may ask for.</summary>
    public const int Most = 1000;

    /// <summary>The cost with the size of each connection as asked for, or as counted in <paramref name="counted"/>.</summary>
    public static int Of(GraphQlRequest request, GraphQlSchema schema, string root, IReadOnlyDictionary<GraphQLField, int>? counted = null) =>
        (int)Math.Ceiling(Set(request, schema, request.Operation.SelectionSet, schema[root], request.IsMutation, counted));

    private static double Set(
        GraphQlRequest request, GraphQlSchema schema, GraphQLSelectionSet? set, GraphQlType on, bool mutation, IReadOnlyDictionary<GraphQLField, int>? counted)
    {
        double sum = 0;
        foreach (var (_, node) in request.Select(set, _ => true))
        {
            var field = new[] { on }.Concat(on.Possible.Select(p => schema[p])).Select(t => t.Fields.GetValueOrDefault(node.Name.StringValue)).FirstOrDefault(f => f is not null);
            if (field?.Returns is null)
            {
                continue;
            }

            var inner = mutation ? 0 : Set(request, schema, node.SelectionSet, schema[field.Returns], false, counted);
            sum += mutation ? 10
                : field.IsConnection ? 2 + (Math.Sqrt(Size(request, node, counted)) * inner)
                : field.Returns is "PageInfo" || field.Returns.EndsWith("Edge", StringComparison.Ordinal) ? inner
                : 1 + inner;
        }

        return sum;
    }

    private static int Size(GraphQlRequest request, GraphQLField node, IReadOnlyDictionary<GraphQLField, int>? counted) =>
        counted is not null ? counted.GetValueOrDefault(node) : (int?)(request.Arguments(node)["first"] ?? request.Arguments(node)["last"]) ?? 0;
}
