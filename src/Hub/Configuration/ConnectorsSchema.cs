using IntegrationHub.Hub.Configuration.Document;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using NJsonSchema;
using NJsonSchema.NewtonsoftJson.Generation;

namespace IntegrationHub.Hub.Configuration;

/// <summary>The schema of <c>connectors.json</c>, made from the document classes.</summary>
public static class ConnectorsSchema
{
    /// <summary>The schema.</summary>
    public static JsonSchema Make()
    {
        var schema = NewtonsoftJsonSchemaGenerator.FromType<ConnectorsDocument>(new NewtonsoftJsonSchemaGeneratorSettings
        {
            AlwaysAllowAdditionalObjectProperties = false,
            SerializerSettings = new JsonSerializerSettings { ContractResolver = new CamelCasePropertyNamesContractResolver() },
            DefaultReferenceTypeNullHandling = NJsonSchema.Generation.ReferenceTypeNullHandling.NotNull,
        });
        schema.Title = "connectors.json of Integration Hub";
        return schema;
    }

    /// <summary>The text of the schema file, with a line feed at its end.</summary>
    public static string Text() => Make().ToJson().ReplaceLineEndings("\n") + "\n";
}
