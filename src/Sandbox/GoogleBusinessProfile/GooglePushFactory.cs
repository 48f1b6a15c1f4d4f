using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Body and token of a Pub/Sub push (cloud.google.com/pubsub/docs: "Push subscriptions", "Authenticate push subscriptions").</summary>
public static class GooglePushFactory
{
    /// <summary>The wrapped message: id and time in both spellings, the pointer in base64.</summary>
    public static byte[] Body(string subscription, string messageId, DateTimeOffset publishedAt, JObject pointer)
    {
        var at = WireJson.InstantMillis(publishedAt);
        return Encoding.UTF8.GetBytes(new JObject
        {
            ["message"] = new JObject
            {
                ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(pointer.ToString(Formatting.None))),
                ["messageId"] = messageId,
                ["message_id"] = messageId,
                ["publishTime"] = at,
                ["publish_time"] = at,
            },
            ["subscription"] = subscription,
        }.ToString(Formatting.None));
    }

    /// <summary>What happened, as a pointer: the thing itself must be fetched.</summary>
    public static JObject Pointer(GooglePointerNames names, string type, string location, string? review)
    {
        var (typeKey, locationKey, reviewKey) = names switch
        {
            GooglePointerNames.Snake => ("notification_type", "location_name", "review_name"),
            GooglePointerNames.Camel => ("notificationType", "locationName", "reviewName"),
            _ => ("type", "location", "review"),
        };
        var json = new JObject { [typeKey] = type, [locationKey] = location };
        if (review is not null) json[reviewKey] = review;
        return json;
    }

    /// <summary>The claims of the OpenID Connect token that comes with a push, valid for an hour.</summary>
    public static JObject Claims(string audience, string serviceAccount, DateTimeOffset now, GooglePushFlaw flaw = GooglePushFlaw.None)
    {
        var issued = flaw == GooglePushFlaw.Expired ? now.AddHours(-2) : now;
        return new JObject
        {
            ["aud"] = flaw == GooglePushFlaw.OtherAudience ? "https://somebody-else.example/push" : audience,
            ["azp"] = "113774264463038321964",
            ["email"] = flaw == GooglePushFlaw.OtherServiceAccount ? "somebody@other-project.iam.gserviceaccount.com" : serviceAccount,
            ["email_verified"] = flaw != GooglePushFlaw.UnverifiedEmail,
            ["exp"] = issued.AddHours(1).ToUnixTimeSeconds(),
            ["iat"] = issued.ToUnixTimeSeconds(),
            ["iss"] = flaw == GooglePushFlaw.OtherIssuer ? "https://accounts.example.com" : "https://accounts.google.com",
            ["sub"] = "113774264463038321964",
        };
    }
}
