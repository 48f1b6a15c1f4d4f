namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>An object type, interface or union: its fields by name. Interfaces and unions name the types they may be.</summary>
internal sealed class GraphQlType(string name, params string[] possible)
{
    public string Name { get; } = name;

    /// <summary>For interfaces and unions: the object types behind them; empty for object types.</summary>
    public IReadOnlyList<string> Possible { get; } = possible;

    public Dictionary<string, GraphQlField> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a field.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="returns">The named type it returns, lists and non-null left out; null for scalars and enums.</param>
    /// <param name="resolve">Its value from the object it stands on.</param>
    /// <param name="scope">The access scope a token needs for it.</param>
    /// <param name="arguments">Its arguments as "name: Type" with "!" where required.</param>
    public GraphQlType Add<T>(
        string field, string? returns, Func<T, GraphQlCall, object?> resolve, string? scope = null, params string[] arguments)
    {
        var parsed = arguments.Select(a => a.Split(": ")).ToDictionary(a => a[0], a => a[1], StringComparer.Ordinal);
        Fields.Add(field, new GraphQlField(field, returns, (source, call) => resolve((T)source, call), scope, parsed));
        return this;
    }

    /// <summary>Adds a scalar field without arguments.</summary>
    public GraphQlType Scalar<T>(string field, Func<T, object?> resolve) => Add<T>(field, null, (source, _) => resolve(source));

    /// <summary>Adds an object field without arguments.</summary>
    public GraphQlType Object<T>(string field, string returns, Func<T, object?> resolve, string? scope = null) =>
        Add<T>(field, returns, (source, _) => resolve(source), scope);
}
