using IntegrationHub.Hub.Configuration;
using IntegrationHub.Mappings.Cases;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Processing;

/// <summary>A document of rule cases, wherever it comes from.</summary>
/// <param name="Name">File name, or the pack's.</param>
/// <param name="Cases">The cases; null when the document has a mistake.</param>
/// <param name="Mistake">The mistake; null when there is none.</param>
/// <param name="Actions">What the rules may do: the client's tools, or those usual for each role.</param>
internal sealed record CaseSet(string Name, RuleCaseFile? Cases, Mistake? Mistake, IReadOnlyList<KnownAction> Actions)
{
    private const string Ending = ".cases.json";

    /// <summary>The cases of the packs that ship with the hub.</summary>
    public static IEnumerable<CaseSet> OfPacks()
    {
        KnownAction[] actions = [.. ActionCatalog.Usual()];
        return Packs.Cases.Select(p => Of(LoadedCases.Read(p.Value, p.Key), "pack:" + p.Key, actions));
    }

    /// <summary>The cases that lie beside the mapping files of clients.</summary>
    public static IEnumerable<CaseSet> OfClients(IEnumerable<ClientSetup> clients) =>
        from client in clients.OrderBy(c => c.Id, StringComparer.Ordinal)
        where client.MappingPath is not null
        let folder = Path.GetDirectoryName(client.MappingPath)!
        let stem = Path.GetFileNameWithoutExtension(client.MappingPath)
        let file = Path.Combine(folder, stem + Ending)
        where File.Exists(file)
        select OfFile(file, [.. ActionCatalog.Of(client)]);

    /// <summary>The cases of a file, or of every file of a folder.</summary>
    public static IEnumerable<CaseSet> At(string path)
    {
        KnownAction[] actions = [.. ActionCatalog.Usual()];
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*" + Ending).Order(StringComparer.Ordinal).Select(f => OfFile(f, actions)) : [OfFile(path, actions)];
    }

    private static CaseSet OfFile(string path, IReadOnlyList<KnownAction> actions)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            return new(name, null, new Mistake(name, 0, 0, $"the file {path} does not exist", null, "Name a file that ends with .cases.json, or a folder that holds some."), actions);
        }

        try
        {
            return Of(LoadedCases.Read(File.ReadAllText(path), name, Beside(path)), name, actions);
        }
        catch (JsonReaderException e)
        {
            return new(name, null, new Mistake(Mapping(path), e.LineNumber, e.LinePosition, "the mapping beside the cases is not readable as JSON", null, "Correct it there."), actions);
        }
    }

    // mapping.bakery.cases.json are the cases of mapping.bakery.json.
    private static JObject? Beside(string path) => path.EndsWith(Ending, StringComparison.Ordinal) && File.Exists(Mapping(path))
        ? JObject.Parse(File.ReadAllText(Mapping(path)), new JsonLoadSettings { CommentHandling = CommentHandling.Ignore })
        : null;

    private static string Mapping(string path) => path[..^Ending.Length] + ".json";

    private static CaseSet Of(LoadedCases loaded, string name, IReadOnlyList<KnownAction> actions) => new(name, loaded.File, loaded.Mistake, actions);
}
