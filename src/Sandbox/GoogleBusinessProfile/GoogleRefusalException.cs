using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Google says no: a google.rpc.Status. Turned into an answer at the edge.</summary>
public sealed class GoogleRefusalException : Exception
{
    /// <summary>A refusal with Google's status name.</summary>
    public GoogleRefusalException(int code, string status, string message, JArray? details = null)
        : base(message) => (Code, Status, Details) = (code, status, details);

    /// <summary>HTTP status.</summary>
    public int Code { get; }

    /// <summary>For instance INVALID_ARGUMENT, NOT_FOUND, RESOURCE_EXHAUSTED.</summary>
    public string Status { get; }

    /// <summary>Optional details, each with its <c>@type</c>.</summary>
    public JArray? Details { get; }

    internal static GoogleRefusalException Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    // Also the answer when the caller has no access to the account.
    internal static GoogleRefusalException NotFound() => new(404, "NOT_FOUND", "Requested entity was not found.");

    internal static GoogleRefusalException OverQuota(string service, string limit, string unit) => new(
        429, "RESOURCE_EXHAUSTED", $"Quota exceeded for quota metric '{unit}' and limit '{unit} per minute' of service '{service}.googleapis.com'", new JArray(new JObject
        {
            ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = "RATE_LIMIT_EXCEEDED", ["domain"] = "googleapis.com",
            ["metadata"] = new JObject { ["service"] = service + ".googleapis.com", ["quota_limit_value"] = limit },
        }));

    internal GoogleAnswer ToAnswer(bool oldStyle)
    {
        if (oldStyle && Code == 429)
        {
            return new GoogleAnswer(403, new JObject
            {
                ["error"] = new JObject
                {
                    ["code"] = 403, ["message"] = "Rate Limit Exceeded",
                    ["errors"] = new JArray(new JObject { ["domain"] = "usageLimits", ["reason"] = "rateLimitExceeded", ["message"] = "Rate Limit Exceeded" }),
                },
            });
        }

        var error = new JObject { ["code"] = Code, ["message"] = Message, ["status"] = Status };
        if (Details is not null) error["details"] = Details;
        return new GoogleAnswer(Code, new JObject { ["error"] = error });
    }
}
