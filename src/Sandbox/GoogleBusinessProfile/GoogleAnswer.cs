using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>What an endpoint answers. Google's empty answer is an empty object, not an empty body.</summary>
internal sealed record GoogleAnswer(int Status, JObject Body)
{
    public static GoogleAnswer Ok(JObject body) => new(200, body);
}
