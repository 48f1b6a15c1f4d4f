using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>A parsed request: its operation, fragments and variables.</summary>
internal sealed class GraphQlRequest
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments;
    private readonly JObject _variables;

    private GraphQlRequest(GraphQLOperationDefinition operation, Dictionary<string, GraphQLFragmentDefinition> fragments, JObject variables)
    {
        Operation = operation;
        _fragments = fragments;
        _variables = variables;
    }

    public GraphQLOperationDefinition Operation { get; }

    public bool IsMutation => Operation.Operation == OperationType.Mutation;

    /// <summary>Reads a request's body; throws what belongs into <c>errors</c>.</summary>
    public static GraphQlRequest Read(JObject body)
    {
        if (body["query"] is not { Type: JTokenType.String } query)
        {
            throw new GraphQlException("query must be a string") { Whole = true };
        }

        GraphQLDocument document;
        try
        {
            document = Parser.Parse((string)query!);
        }
        catch (GraphQLSyntaxErrorException e)
        {
            throw new GraphQlException("Parse error: " + e.Description) { Whole = true };
        }

        var name = (string?)body["operationName"];
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().Where(o => string.IsNullOrEmpty(name) || o.Name?.StringValue == name).ToList();
        if (operations.Count != 1)
        {
            throw new GraphQlException(operations.Count == 0 ? $"No operation named \"{name}\"" : "An operation name is required") { Whole = true };
        }

        var given = body["variables"] as JObject ?? [];
        var variables = new JObject();
        foreach (var definition in operations[0].Variables?.Items ?? [])
        {
            var variable = definition.Variable.Name.StringValue;
            var value = given[variable] ?? (definition.DefaultValue is null ? null : Value(definition.DefaultValue, []));
            if (definition.Type is GraphQLNonNullType && value is null or { Type: JTokenType.Null })
            {
                throw new GraphQlException($"Variable ${variable} of type {Written(definition.Type)} was provided invalid value", "INVALID_VARIABLE") { Whole = true };
            }

            if (value is not null)
            {
                variables[variable] = value;
            }
        }

        return new GraphQlRequest(
            operations[0], document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(f => f.FragmentName.Name.StringValue), variables);
    }

    /// <summary>The fields selected on an object of a type, fragments opened, by answer key in order of appearance.</summary>
    public IEnumerable<(string Key, GraphQLField Field)> Select(GraphQLSelectionSet? set, Func<string, bool> applies)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (selection is IHasDirectivesNode { Directives: { } directives } && directives.Any(Skips))
            {
                continue;
            }

            switch (selection)
            {
                case GraphQLField field:
                    yield return ((field.Alias?.Name ?? field.Name).StringValue, field);
                    break;
                case GraphQLInlineFragment inline when inline.TypeCondition is null || applies(inline.TypeCondition.Type.Name.StringValue):
                    foreach (var inner in Select(inline.SelectionSet, applies))
                    {
                        yield return inner;
                    }

                    break;
                case GraphQLFragmentSpread spread when Fragment(spread) is var fragment && applies(fragment.TypeCondition.Type.Name.StringValue):
                    foreach (var inner in Select(fragment.SelectionSet, applies))
                    {
                        yield return inner;
                    }

                    break;
            }
        }
    }

    /// <summary>The arguments of a field with variables put in.</summary>
    public JObject Arguments(GraphQLField field)
    {
        var arguments = new JObject();
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if (Value(argument.Value, _variables) is { } value)
            {
                arguments[argument.Name.StringValue] = value;
            }
        }

        return arguments;
    }

    private static JToken? Value(GraphQLValue value, JObject variables) => value switch
    {
        GraphQLVariable v => variables[v.Name.StringValue]?.DeepClone(),
        GraphQLStringValue v => v.Value.ToString(),
        GraphQLIntValue v => JToken.Parse(v.Value.ToString()),
        GraphQLFloatValue v => decimal.Parse(v.Value.Span, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture),
        GraphQLBooleanValue v => v.BoolValue,
        GraphQLEnumValue v => v.Name.StringValue,
        GraphQLListValue v => new JArray((v.Values ?? []).Select(i => Value(i, variables) ?? JValue.CreateNull())),
        GraphQLObjectValue v => new JObject((v.Fields ?? []).Select(f => (f.Name.StringValue, Value: Value(f.Value, variables)))
            .Where(f => f.Value is not null).Select(f => new JProperty(f.StringValue, f.Value))),
        _ => JValue.CreateNull(),
    };

    private static string Written(GraphQLType type) => type switch
    {
        GraphQLNonNullType inner => Written(inner.Type) + "!",
        GraphQLListType inner => "[" + Written(inner.Type) + "]",
        GraphQLNamedType named => named.Name.StringValue,
        _ => "",
    };

    private GraphQLFragmentDefinition Fragment(GraphQLFragmentSpread spread) =>
        _fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment)
            ? fragment
            : throw new GraphQlException($"Fragment {spread.FragmentName.Name.StringValue} was used, but not defined", "useAndDefineFragment") { Whole = true };

    private bool Skips(GraphQLDirective directive)
    {
        var condition = directive.Arguments?.Items.FirstOrDefault(a => a.Name.StringValue == "if")?.Value;
        var holds = condition is not null && (bool?)Value(condition, _variables) == true;
        return directive.Name.StringValue == "skip" ? holds : directive.Name.StringValue == "include" && !holds;
    }
}
