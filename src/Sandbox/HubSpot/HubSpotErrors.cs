using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Error bodies that belong to a status, not to a record. "Error handling", developers.hubspot.com.</summary>
internal static class HubSpotErrors
{
    public static JObject Of(int status, string correlationId) => status switch
    {
        401 => Body("Authentication credentials not found. This API supports OAuth 2.0 authentication.", correlationId, "INVALID_AUTHENTICATION"),
        423 => Body("The resource is locked by another operation. Wait and try again.", correlationId, "LOCKED"),
        429 => new JObject
        {
            ["status"] = "error", ["message"] = "You have reached your ten_secondly_rolling limit.", ["errorType"] = "RATE_LIMIT",
            ["correlationId"] = correlationId, ["policyName"] = "TEN_SECONDLY_ROLLING", ["requestId"] = correlationId,
        },
        477 => Body("This account is being moved to another data center.", correlationId, "MIGRATION_IN_PROGRESS"),
        _ => new JObject { ["status"] = "error", ["message"] = "internal error", ["correlationId"] = correlationId },
    };

    public static JObject Expired(string correlationId) =>
        Body("The OAuth token used to make this call is expired or unknown.", correlationId, "EXPIRED_AUTHENTICATION");

    public static JObject MissingScope(string scope, string correlationId)
    {
        var body = Body("This app hasn't been granted all required scopes to make this call.", correlationId, "MISSING_SCOPES");
        body["errors"] = new JArray(new JObject
        {
            ["message"] = "One or more of the following scopes are required.", ["context"] = new JObject { ["requiredGranularScopes"] = new JArray(scope) },
        });
        return body;
    }

    private static JObject Body(string message, string correlationId, string category) => new()
    {
        ["status"] = "error", ["message"] = message, ["correlationId"] = correlationId, ["category"] = category,
    };
}
