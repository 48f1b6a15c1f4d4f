using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>The packs that ship with the hub, as texts by name.</summary>
public static class Packs
{
    /// <summary>Pack documents by name: <c>online-shop</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Shipped { get; } = Read(".json", ".cases.json");

    /// <summary>Rule cases by pack name.</summary>
    public static ImmutableSortedDictionary<string, string> Cases { get; } = Read(".cases.json", null);

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
