namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>One field of a type.</summary>
internal sealed record GraphQlField(
    string Name, string? Returns, Func<object, GraphQlCall, object?> Resolve, string? Scope, IReadOnlyDictionary<string, string> Arguments)
{
    public bool IsConnection => Returns?.EndsWith("Connection", StringComparison.Ordinal) == true;
}
