using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>Reads the mapping files that a setup names.</summary>
public static class MappingFiles
{
    /// <summary>Loads all of them; gives the compiled ones by client, and every mistake of every file.</summary>
    public static (IReadOnlyDictionary<string, LoadedFile> Loaded, IReadOnlyList<ConfigurationMistake> Mistakes) Load(HubSetup setup)
    {
        var loaded = new Dictionary<string, LoadedFile>(StringComparer.Ordinal);
        var mistakes = new List<ConfigurationMistake>();
        foreach (var client in setup.Clients.Values)
        {
            if (client.MappingPath is null)
            {
                loaded[client.Id] = new LoadedFile("", CompiledMapping.Empty);
                continue;
            }

            var text = File.ReadAllText(client.MappingPath);
            var result = MappingLoader.Load(text, Path.GetFileName(client.MappingPath), ActionCatalog.Of(client));
            mistakes.AddRange(result.Mistakes.Select(m => new ConfigurationMistake(m.File, m.Line, m.Problem + ".", m.Cure)));
            if (result.Mapping is { } mapping)
            {
                loaded[client.Id] = new LoadedFile(text, mapping);
            }
        }

        return (loaded, mistakes);
    }

    /// <summary>A mapping file as loaded.</summary>
    /// <param name="Text">The document; empty for a client without one.</param>
    /// <param name="Compiled">What runs.</param>
    public sealed record LoadedFile(string Text, CompiledMapping Compiled);
}
