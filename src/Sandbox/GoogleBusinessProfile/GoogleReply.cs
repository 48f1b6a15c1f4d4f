using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>An owner's reply. A good answer to the PUT is not publication: Google looks at it first.</summary>
/// <param name="Comment">The text.</param>
/// <param name="UpdatedAt">When it was written or replaced.</param>
/// <param name="DecidedAt">When Google has decided; before that it is PENDING.</param>
/// <param name="PolicyViolation">Why it is refused; null when it is approved.</param>
public sealed record GoogleReply(string Comment, DateTimeOffset UpdatedAt, DateTimeOffset DecidedAt, string? PolicyViolation)
{
    /// <summary>PENDING, APPROVED or REJECTED at an instant.</summary>
    public string StateAt(DateTimeOffset now) => now < DecidedAt ? "PENDING" : PolicyViolation is null ? "APPROVED" : "REJECTED";

    internal JObject ToJson(DateTimeOffset now)
    {
        var state = StateAt(now);
        var json = new JObject { ["comment"] = Comment, ["updateTime"] = WireJson.InstantMillis(UpdatedAt), ["reviewReplyState"] = state };
        if (state == "REJECTED") json["policyViolation"] = PolicyViolation;
        return json;
    }
}
