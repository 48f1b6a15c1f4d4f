using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>An error that ends in the answer's <c>errors</c>.</summary>
internal sealed class GraphQlException(string message, string? code = null, params (string Name, string Value)[] more) : Exception(message)
{
    /// <summary>True when a query as a whole is refused: nothing of it ran.</summary>
    public bool Whole { get; init; }

    /// <summary>The error object, with the path when it belongs to a field.</summary>
    public JObject ToJson(JArray? path = null)
    {
        var json = new JObject { ["message"] = Message };
        if (path is { Count: > 0 })
        {
            json["path"] = path;
        }

        if (code is not null)
        {
            var extensions = new JObject { ["code"] = code };
            foreach (var (name, value) in more)
            {
                extensions[name] = value;
            }

            json["extensions"] = extensions;
        }

        return json;
    }
}
