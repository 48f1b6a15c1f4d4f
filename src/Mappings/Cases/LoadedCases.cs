using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>What reading a document of cases gave.</summary>
/// <param name="File">The document; null when there is a mistake.</param>
/// <param name="Mistake">The first mistake; null when there is none.</param>
public sealed record LoadedCases(RuleCaseFile? File, Mistake? Mistake)
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The document; comments are allowed.</param>
    /// <param name="fileName">Name for the mistake.</param>
    /// <param name="beside">The mapping that lies beside the file: cases that name neither a pack nor a mapping are its cases. Null when there is none.</param>
    public static LoadedCases Read(string text, string fileName, JObject? beside = null)
    {
        var settings = new JsonSerializerSettings
        {
            DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MissingMemberHandling = MissingMemberHandling.Error, MaxDepth = 24,
            ObjectCreationHandling = ObjectCreationHandling.Replace,
        };
        settings.Converters.Add(new StringEnumConverter { AllowIntegerValues = false });
        try
        {
            return JsonConvert.DeserializeObject<RuleCaseFile>(text, settings) switch
            {
                null => new(null, new(fileName, 0, 0, "the document is empty", null, "Write { \"pack\": …, \"cases\": [ … ] }.")),
                { Pack: null, Mapping: null } file when beside is not null => new(file with { Mapping = beside }, null),
                { Pack: null, Mapping: null } or { Pack: not null, Mapping: not null } => new(null, new(fileName, 1, 1, "the cases belong to no mapping, or to two", null, "Name either `pack` or `mapping`.")),
                var file => new(file, null),
            };
        }
        catch (JsonSerializationException problem)
        {
            return new(null, new(fileName, problem.LineNumber, problem.LinePosition, Short(problem), null, "Correct it there."));
        }
        catch (JsonReaderException problem)
        {
            return new(null, new(fileName, problem.LineNumber, problem.LinePosition, "this is not readable as JSON: " + Short(problem), null, "Correct it there."));
        }
    }

    private static string Short(JsonException problem) => problem.Message.Split(" Path '")[0].TrimEnd('.');
}
