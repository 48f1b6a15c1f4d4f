using System.Collections;
using GraphQLParser.AST;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>Runs one request over the schema and answers exactly the selected fields.</summary>
internal sealed class GraphQlExecutor(GraphQlSchema schema, GraphQlRequest request, ShopifyShop shop, Actor by)
{
    /// <summary>What went wrong, field by field.</summary>
    public JArray Errors { get; } = [];

    /// <summary>How many nodes each selected connection really held.</summary>
    public Dictionary<GraphQLField, int> Counted { get; } = [];

    /// <summary>Remarks on search terms that were not understood.</summary>
    public JArray Warnings { get; } = [];

    /// <summary>Checks every selected field and argument before anything runs, as the vendor does.</summary>
    public void Validate(GraphQlType root) => Validate(request.Operation.SelectionSet, root, [request.IsMutation ? "mutation" : "query"]);

    /// <summary>Runs it. Null when a query was refused as a whole.</summary>
    public JObject? Run(GraphQlType root, object source)
    {
        try
        {
            return Complete(request.Operation.SelectionSet, root, source, []);
        }
        catch (GraphQlException e) when (e.Whole)
        {
            Errors.Clear();
            Errors.Add(e.ToJson());
            return null;
        }
    }

    private void Validate(GraphQLSelectionSet? set, GraphQlType on, JArray path)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (selection is GraphQLInlineFragment inline)
            {
                Validate(inline.SelectionSet, inline.TypeCondition is { } condition ? Named(condition.Type.Name.StringValue) : on, path);
            }
        }

        foreach (var (key, node) in request.Select(set, type => type == on.Name))
        {
            var name = node.Name.StringValue;
            if (name == "__typename")
            {
                continue;
            }

            JArray here = [.. path, key];
            if (!on.Fields.TryGetValue(name, out var field))
            {
                Errors.Add(new GraphQlException($"Field '{name}' doesn't exist on type '{on.Name}'", "undefinedField", ("typeName", on.Name), ("fieldName", name)).ToJson(here));
                continue;
            }

            var arguments = request.Arguments(node);
            foreach (var given in arguments.Properties().Where(a => !field.Arguments.ContainsKey(a.Name)))
            {
                Errors.Add(new GraphQlException($"Field '{name}' doesn't accept argument '{given.Name}'", "argumentNotAccepted", ("name", name), ("argumentName", given.Name)).ToJson(here));
            }

            foreach (var (missing, _) in field.Arguments.Where(a => a.Value.EndsWith('!') && arguments[a.Key] is null or { Type: JTokenType.Null }))
            {
                Errors.Add(new GraphQlException($"Field '{name}' is missing required arguments: {missing}", "missingRequiredArguments", ("className", "Field"), ("name", name)).ToJson(here));
            }

            if (field.Returns is null != node.SelectionSet is null)
            {
                Errors.Add(new GraphQlException(
                    field.Returns is null ? $"Selections can't be made on scalars (field '{name}')" : $"Field must have selections (field '{name}' returns {field.Returns} but has no selections)",
                    "selectionMismatch").ToJson(here));
            }
            else if (field.Returns is not null)
            {
                Validate(node.SelectionSet, schema[field.Returns], here);
            }
        }
    }

    private GraphQlType Named(string name) =>
        schema.Types.GetValueOrDefault(name) ?? throw new GraphQlException($"No such type {name}, so it can't be a fragment condition", "undefinedType") { Whole = true };

    private JObject Complete(GraphQLSelectionSet? set, GraphQlType type, object source, JArray path)
    {
        var result = new JObject();
        foreach (var (key, node) in request.Select(set, name => name == type.Name || schema.Types.GetValueOrDefault(name)?.Possible.Contains(type.Name) == true))
        {
            if (node.Name.StringValue == "__typename")
            {
                result[key] = type.Name;
            }
            else if (type.Fields.TryGetValue(node.Name.StringValue, out var field))
            {
                result[key] = Field(node, field, source, [.. path, key]);
            }
        }

        return result;
    }

    private JToken Field(GraphQLField node, GraphQlField field, object source, JArray path)
    {
        try
        {
            if (field.Scope is not null && !shop.Scopes.Contains(field.Scope))
            {
                throw new GraphQlException(
                    $"Access denied for {field.Name} field. Required access: `{field.Scope}` access scope.", "ACCESS_DENIED",
                    ("documentation", "https://shopify.dev/api/usage/access-scopes")) { Whole = !request.IsMutation };
            }

            var value = field.Resolve(source, new GraphQlCall(request.Arguments(node), shop, by, Warnings));
            if (value is GraphQlPage page && field.IsConnection)
            {
                Counted[node] = Math.Max(Counted.GetValueOrDefault(node), page.Edges.Count);
            }

            return Token(node, field, value, path);
        }
        catch (GraphQlException e) when (!e.Whole)
        {
            Errors.Add(e.ToJson(path));
            return JValue.CreateNull();
        }
    }

    private JToken Token(GraphQLField node, GraphQlField field, object? value, JArray path) => value switch
    {
        null => JValue.CreateNull(),
        not null when field.Returns is null => Scalar(value),
        IEnumerable list and not string => new JArray(list.Cast<object?>().Select((v, i) => Token(node, field, v, [.. path, i]))),
        _ => Complete(node.SelectionSet, schema.TypeOf(field.Returns, value), value, path),
    };

    private static JToken Scalar(object value) => value switch
    {
        DateTimeOffset at => WireJson.Instant(at),
        JToken token => token,
        IEnumerable<string> list => new JArray(list),
        _ => JToken.FromObject(value),
    };
}
