using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>A review of a location. Google gives no address and no lasting user id: it cannot be joined to a contact by itself.</summary>
/// <param name="Id">Review id, part of its name.</param>
/// <param name="Location">The location's number.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">The text; null for stars alone.</param>
/// <param name="DisplayName">The shown name; hidden when anonymous.</param>
/// <param name="IsAnonymous">True when the reviewer hides the name.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="UpdatedAt">When its author last changed it. An owner's reply does not move it.</param>
/// <param name="Reply">The owner's reply, if any.</param>
public sealed record GoogleReview(
    string Id, string Location, int Stars, string? Comment, string DisplayName, bool IsAnonymous, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, GoogleReply? Reply = null)
{
    private static readonly string[] Words = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];

    /// <summary>The v4 resource name.</summary>
    public string NameIn(GoogleAccount account) => $"{account.Resource}/locations/{Location}/reviews/{Id}";

    internal JObject ToJson(GoogleAccount account, DateTimeOffset now)
    {
        var json = new JObject
        {
            ["name"] = NameIn(account),
            ["reviewId"] = Id,
            ["reviewer"] = IsAnonymous
                ? new JObject { ["displayName"] = "A Google User", ["isAnonymous"] = true }
                : new JObject { ["displayName"] = DisplayName, ["profilePhotoUrl"] = "https://lh3.example/a/" + Id },
            ["starRating"] = Words[Stars - 1],
        };
        if (Comment is not null) json["comment"] = Comment;
        json["createTime"] = WireJson.InstantMillis(CreatedAt);
        json["updateTime"] = WireJson.InstantMillis(UpdatedAt);
        if (Reply is not null) json["reviewReply"] = Reply.ToJson(now);
        json["reviewReplyUrl"] = "https://business.example/reviews/" + Id;
        return json;
    }
}
