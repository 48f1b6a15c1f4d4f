using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace IntegrationHub.Hub.Configuration;

/// <summary>Turns what the schema finds into sentences.</summary>
internal static class SchemaMistakes
{
    private static readonly Lazy<JsonSchema> Schema = new(ConnectorsSchema.Make);

    /// <summary>All mistakes of shape: unknown keys, missing keys, wrong types.</summary>
    public static IEnumerable<ConfigurationMistake> Of(string text, JObject root, string file)
    {
        foreach (var error in Schema.Value.Validate(text).SelectMany(Inner))
        {
            var line = error.HasLineInfo && error.LineNumber > 0 ? error.LineNumber : LineAt(root, error.Path);
            yield return error.Kind switch
            {
                ValidationErrorKind.NoAdditionalPropertiesAllowed => Unknown(file, line, error),
                ValidationErrorKind.PropertyRequired => new(file, line, $"'{error.Property}' is missing at {Place(error.Path)}.", "Add it; connectors.schema.json says what it is."),
                _ => new(file, line, $"the value at {Place(error.Path)} has the wrong type ({error.Kind}).", "See connectors.schema.json for what is expected."),
            };
        }
    }

    // What is wrong inside an item is told, not that the item is wrong.
    private static IEnumerable<ValidationError> Inner(ValidationError error) =>
        error is ChildSchemaValidationError { Errors.Count: > 0 } outer ? outer.Errors.Values.SelectMany(e => e).SelectMany(Inner) : [error];

    /// <summary>Line of a place in the document, 0 when unknown.</summary>
    public static int LineAt(JObject root, string? path)
    {
        var pointer = (path ?? "").TrimStart('#', '/').Replace('/', '.');
        return root.SelectToken(pointer) is IJsonLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
    }

    private static ConfigurationMistake Unknown(string file, int line, ValidationError error)
    {
        var near = error.Schema.ActualProperties.Keys.MinBy(k => Distance.Between(k, error.Property ?? ""));
        var cure = near is not null && Distance.Between(near, error.Property ?? "") <= 3 ? $"Did you mean '{near}'?" : "Remove it; keys that mean nothing are refused so that a slip is not overlooked.";
        return new ConfigurationMistake(file, line, $"unknown key '{error.Property}' at {Place(error.Path)}.", cure);
    }

    private static string Place(string? path) => string.IsNullOrEmpty(path) || path == "#/" ? "the top" : path.Replace("#/", "", StringComparison.Ordinal);
}
