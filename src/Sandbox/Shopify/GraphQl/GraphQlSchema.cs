namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>The types by name, and which C# type stands for which object type behind an interface or union.</summary>
internal sealed class GraphQlSchema
{
    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<string, GraphQlType> _types = new(StringComparer.Ordinal);

    public GraphQlSchema() => Type("PageInfo")
        .Scalar<GraphQlPage>("hasNextPage", p => p.HasNext).Scalar<GraphQlPage>("hasPreviousPage", p => p.HasPrevious)
        .Scalar<GraphQlPage>("startCursor", p => p.Edges.Count > 0 ? p.Edges[0].Cursor : null)
        .Scalar<GraphQlPage>("endCursor", p => p.Edges.Count > 0 ? p.Edges[^1].Cursor : null);

    public IReadOnlyDictionary<string, GraphQlType> Types => _types;

    public GraphQlType this[string name] => _types[name];

    public GraphQlType Type(string name, params string[] possible) => _types[name] = new GraphQlType(name, possible);

    /// <summary>An object type that a C# type stands for.</summary>
    public GraphQlType Type<T>(string name)
    {
        _names[typeof(T)] = name;
        return Type(name);
    }

    /// <summary>The connection and edge types of an object type.</summary>
    public void Connection(string node)
    {
        Type(node + "Connection").Object<GraphQlPage>("nodes", node, p => p.Nodes).Object<GraphQlPage>("edges", node + "Edge", p => p.Edges)
            .Object<GraphQlPage>("pageInfo", "PageInfo", p => p);
        Type(node + "Edge").Scalar<GraphQlEdge>("cursor", e => e.Cursor).Object<GraphQlEdge>("node", node, e => e.Node);
    }

    /// <summary>The object type of a value of a field declared to return a type.</summary>
    public GraphQlType TypeOf(string declared, object value) =>
        _types[declared] is { Possible.Count: 0 } type ? type : _types[_names[value.GetType()]];
}
