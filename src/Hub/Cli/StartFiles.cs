using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Processing;

namespace IntegrationHub.Hub.Cli;

/// <summary>Everything that a start reads from files, with all mistakes of all of them at once.</summary>
/// <param name="Loaded">The configuration.</param>
/// <param name="Mappings">The mapping files by client; complete when there is no mistake.</param>
/// <param name="Mistakes">All mistakes; empty when the hub can start.</param>
internal sealed record StartFiles(LoadedSetup Loaded, IReadOnlyDictionary<string, MappingFiles.LoadedFile> Mappings, IReadOnlyList<ConfigurationMistake> Mistakes)
{
    /// <summary>Reads the files.</summary>
    /// <param name="path">The configuration file.</param>
    /// <param name="environment">Gives environment variables.</param>
    public static StartFiles Read(string path, Func<string, string?> environment)
    {
        var loaded = ConnectorsFile.Load(path, environment);

        // A secret that is not set must not hide the mistakes of the mapping files: they are read as if it were.
        if ((loaded.Setup ?? ConnectorsFile.Load(path, name => environment(name) ?? "not set").Setup) is not { } setup)
        {
            return new(loaded, new Dictionary<string, MappingFiles.LoadedFile>(), loaded.Mistakes);
        }

        // Rules speak of connections that were made by click, too; their secrets are not needed to check that.
        var stored = StoredSetup.Peek(loaded.DataFolder);
        var whole = stored.Merge(setup, new Dictionary<string, (long, GrantSetup)>(StringComparer.Ordinal), _ => new Dictionary<string, string>(), _ => new Dictionary<string, string>());
        var (mappings, mistakes) = MappingFiles.Load(whole);
        return new(loaded, mappings, [.. loaded.Mistakes, .. stored.Conflicts(setup, Path.GetFileName(path)), .. mistakes]);
    }
}
