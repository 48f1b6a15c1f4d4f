using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>What an endpoint answers; a null body is an empty one.</summary>
internal sealed record HubSpotAnswer(int Status, JToken? Body = null)
{
    public static HubSpotAnswer Empty { get; } = new(204);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
