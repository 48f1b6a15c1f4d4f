using System.Text;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

/// <summary>Pub/Sub push bodies.</summary>
internal static class PushEnvelope
{
    internal const string Place = "accounts/111/locations/5550001";
    internal const string Review = Place + "/reviews/AbFvEx";

    /// <summary>A body around a notification.</summary>
    internal static byte[] Of(string data, string id = "2070443601311540") => Encoding.UTF8.GetBytes(new JObject
    {
        ["message"] = new JObject
        {
            ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(data)),
            ["messageId"] = id,
            ["message_id"] = id,
            ["publishTime"] = "2026-05-28T20:25:55.749Z",
            ["publish_time"] = "2026-05-28T20:25:55.749Z",
        },
        ["subscription"] = "projects/p/subscriptions/gbp-push",
    }.ToString(Newtonsoft.Json.Formatting.None));

    internal static byte[] OfReview(string type = "NEW_REVIEW") => Of($$"""{"type":"{{type}}","location":"{{Place}}","review":"{{Review}}"}""");
}
