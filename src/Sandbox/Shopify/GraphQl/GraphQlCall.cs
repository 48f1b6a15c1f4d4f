using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify.GraphQl;

/// <summary>The call of one field: its arguments and who asks.</summary>
internal sealed record GraphQlCall(JObject Arguments, ShopifyShop Shop, Actor By, JArray Warnings)
{
    public string Text(string name) => Arguments.Value<string>(name) ?? "";

    public string? TextOrNull(string name) => Arguments[name] is { Type: not JTokenType.Null } value ? (string?)value : null;

    public IReadOnlyList<string> Texts(string name) => Arguments[name] switch
    {
        JArray list => [.. list.Select(v => (string?)v ?? "")],
        { Type: JTokenType.String } one => [(string?)one ?? ""],
        _ => [],
    };

    public JObject Object(string name) => Arguments[name] as JObject ?? [];
}
