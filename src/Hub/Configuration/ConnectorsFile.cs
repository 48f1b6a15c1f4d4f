using IntegrationHub.Hub.Configuration.Document;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace IntegrationHub.Hub.Configuration;

/// <summary>Loads <c>connectors.json</c>: finds all mistakes at once, or gives the setup with secrets resolved.</summary>
public static class ConnectorsFile
{
    private static readonly Uri DefaultListen = new("http://127.0.0.1:5080");
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver(), DateParseHandling = DateParseHandling.None,
    });

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">Gives environment variables.</param>
    public static LoadedSetup Load(string path, Func<string, string?> environment)
    {
        var full = Path.GetFullPath(path);
        var name = Path.GetFileName(full);
        if (!File.Exists(full))
        {
            return Failed(full, [new ConfigurationMistake(name, 0, $"the file {full} does not exist.", "Copy connectors.json from the project and fill it in, or try the demo first.")]);
        }

        return Read(File.ReadAllText(full), name, Path.GetDirectoryName(full)!, environment);
    }

    /// <summary>Reads a text.</summary>
    public static LoadedSetup Read(string text, string name, string folder, Func<string, string?> environment)
    {
        JObject root;
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 32 };
            root = JObject.Load(reader, new JsonLoadSettings
            {
                LineInfoHandling = LineInfoHandling.Load, CommentHandling = CommentHandling.Ignore, DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
            });
        }
        catch (JsonReaderException e)
        {
            return Failed(folder, [new ConfigurationMistake(name, e.LineNumber, "this is not valid JSON: " + e.Message, "Mend the text there; an editor that knows JSON shows the spot.")]);
        }

        var mistakes = new List<ConfigurationMistake>(SchemaMistakes.Of(text, root, name));
        if (mistakes.Count > 0)
        {
            mistakes.AddRange(BestEffort(root, name, folder, environment));
            return Failed(folder, mistakes);
        }

        var document = root.ToObject<ConnectorsDocument>(Serializer)!;
        return new SetupBuilder(root, name, folder, environment).Build(document);
    }

    // Even with unknown keys the rest is looked at, so that everything is listed at once.
    private static IEnumerable<ConfigurationMistake> BestEffort(JObject root, string name, string folder, Func<string, string?> environment)
    {
        try
        {
            return new SetupBuilder(root, name, folder, environment).Build(root.ToObject<ConnectorsDocument>(Serializer)!).Mistakes;
        }
        catch (JsonException)
        {
            return []; // a value of the wrong type, already listed
        }
    }

    private static LoadedSetup Failed(string folder, IReadOnlyList<ConfigurationMistake> mistakes) => new(null, DefaultListen, Path.Combine(folder, "data"), mistakes);
}
