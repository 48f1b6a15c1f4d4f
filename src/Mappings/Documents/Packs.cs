using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

/// <summary>The packs that ship with the hub, as texts by name.</summary>
public static class Packs
{
    /// <summary>Pack documents by name: <c>online-shop</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Shipped { get; } = Read(".json", ".cases.json");

    /// <summary>Rule cases by pack name.</summary>
    public static ImmutableSortedDictionary<string, string> Cases { get; } = Read(".cases.json", null);

    /// <summary>A rule as its pack says it; null when there is none of this name.</summary>
    public static JObject? Rule(string pack, string rule) => Shipped.TryGetValue(pack, out var text)
        ? (JObject.Parse(text)["rules"] as JArray ?? []).OfType<JObject>().FirstOrDefault(r => r.Value<string>("id") == rule)
        : null;

    private static ImmutableSortedDictionary<string, string> Read(string ending, string? butNot)
    {
        var assembly = typeof(Packs).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(ending, StringComparison.Ordinal) && (butNot is null || !n.EndsWith(butNot, StringComparison.Ordinal)))
            .ToImmutableSortedDictionary(n => n[..^ending.Length], n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                return reader.ReadToEnd();
            }, StringComparer.Ordinal);
    }
}
