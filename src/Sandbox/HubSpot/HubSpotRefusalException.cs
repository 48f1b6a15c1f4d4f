using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>HubSpot says no: carries the status and the error body of the documented shape. Turned into an answer at the edge, never leaves the simulator otherwise.</summary>
public sealed class HubSpotRefusalException : Exception
{
    /// <summary>A refusal with HubSpot's category.</summary>
    public HubSpotRefusalException(int status, string category, string message, JObject? context = null, string? subCategory = null)
        : base(message)
    {
        Status = status;
        Category = category;
        Context = context;
        SubCategory = subCategory;
    }

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>For instance VALIDATION_ERROR, CONFLICT, OBJECT_NOT_FOUND.</summary>
    public string Category { get; }

    /// <summary>Optional finer reason.</summary>
    public string? SubCategory { get; }

    /// <summary>Optional machine-readable details.</summary>
    public JObject? Context { get; }

    internal static HubSpotRefusalException Invalid(string message) => new(400, "VALIDATION_ERROR", message);

    internal static HubSpotRefusalException NotFound(string message = "resource not found") => new(404, "OBJECT_NOT_FOUND", message);

    /// <summary>HubSpot puts the list of wrong properties as JSON text inside the message.</summary>
    internal static HubSpotRefusalException BadProperties(IEnumerable<JObject> problems) =>
        Invalid("Property values were not valid: " + new JArray(problems).ToString(Newtonsoft.Json.Formatting.None));

    internal JObject ToJson(string correlationId)
    {
        var json = new JObject { ["status"] = "error", ["message"] = Message, ["correlationId"] = correlationId };
        if (Context is not null) json["context"] = Context;
        json["category"] = Category;
        if (SubCategory is not null) json["subCategory"] = SubCategory;
        return json;
    }

    /// <summary>The shape inside <c>errors[]</c> of a 207, matched to its input by the trace id.</summary>
    internal JObject ToBatchError(string? traceId, string? id)
    {
        var context = Context is null ? [] : (JObject)Context.DeepClone();
        if (traceId is not null) context["objectWriteTraceId"] = new JArray(traceId);
        if (id is not null) context["ids"] = new JArray(id);
        return new JObject { ["status"] = "error", ["category"] = Category, ["message"] = Message, ["context"] = context };
    }
}
