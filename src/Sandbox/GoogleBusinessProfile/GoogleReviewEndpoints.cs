using System.Text;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Reviews and replies (v4).</summary>
internal static class GoogleReviewEndpoints
{
    private const string Path = "/v4/accounts/{account}/locations/{location}/reviews";

    public static void Map(GoogleEndpoints all)
    {
        all.Add("GET", "mybusiness", Path, List);
        all.Add("GET", "mybusiness", Path + "/{review}", c => GoogleAnswer.Ok(Found(c).ToJson(c.Google.Account, c.Google.Now)));
        all.Add("PUT", "mybusiness", Path + "/{review}/reply", Reply);
        all.Add("DELETE", "mybusiness", Path + "/{review}/reply", DeleteReply);
        all.Add("POST", "mybusiness", "/v4/accounts/{account}/locations:batchGetReviews", BatchGet);
    }

    private static GoogleReview Found(GoogleCall call)
    {
        var location = call.Location();
        return call.Google.ReviewsOf(location).FirstOrDefault(r => r.Id == call.Route("review")) ?? throw GoogleRefusalException.NotFound();
    }

    private static GoogleAnswer List(GoogleCall call)
    {
        var reviews = call.Google.ReviewsOf(call.Location()).ToList();
        var order = call.Query("orderBy") is { Length: > 0 } given ? given : "updateTime desc";
        var (page, next) = call.Page(Ordered(reviews, order), call.PageSize(50, 50, cut: false), order);
        var json = GoogleProfileEndpoints.Listed("reviews", [.. page.Select(r => r.ToJson(call.Google.Account, call.Google.Now))], next);
        if (reviews.Count > 0)
        {
            json["averageRating"] = Math.Round(reviews.Average(r => r.Stars), 1);
            json["totalReviewCount"] = reviews.Count;
        }

        return GoogleAnswer.Ok(json);
    }

    // Ascending update time is not offered.
    private static IEnumerable<GoogleReview> Ordered(IEnumerable<GoogleReview> reviews, string order) => order switch
    {
        "updateTime desc" => reviews.OrderByDescending(r => r.UpdatedAt).ThenBy(r => r.Id, StringComparer.Ordinal),
        "rating" => reviews.OrderBy(r => r.Stars).ThenByDescending(r => r.UpdatedAt),
        "rating desc" => reviews.OrderByDescending(r => r.Stars).ThenByDescending(r => r.UpdatedAt),
        _ => throw GoogleRefusalException.Invalid("Invalid orderBy: " + order),
    };

    private static GoogleAnswer BatchGet(GoogleCall call)
    {
        call.NeedsAccount();
        var prefix = call.Google.Account.Resource + "/locations/";
        var names = (call.Body["locationNames"] as JArray)?.Select(n => n.ToString()).ToList() ?? [];
        if (names.Count == 0) throw GoogleRefusalException.Invalid("locationNames is required");
        if (names.Any(n => !n.StartsWith(prefix, StringComparison.Ordinal) || !call.Google.Locations.ContainsKey(n[prefix.Length..]))) throw GoogleRefusalException.NotFound();
        var size = (int?)call.Body["pageSize"] ?? 50;
        if (size is < 1 or > 50) throw GoogleRefusalException.Invalid("pageSize must not be larger than 50");
        var starsToo = (bool?)call.Body["ignoreRatingOnlyReviews"] != true;
        var found = Ordered(names.SelectMany(n => call.Google.ReviewsOf(n[prefix.Length..])).Where(r => starsToo || r.Comment is not null), (string?)call.Body["orderBy"] ?? "updateTime desc").ToList();
        var from = int.TryParse((string?)call.Body["pageToken"] ?? "0", out var n) ? n : throw GoogleRefusalException.Invalid("Invalid page token.");
        return GoogleAnswer.Ok(GoogleProfileEndpoints.Listed(
            "locationReviews",
            [.. found.Skip(from).Take(size).Select(r => new JObject { ["name"] = prefix + r.Location, ["review"] = r.ToJson(call.Google.Account, call.Google.Now) })],
            found.Count > from + size ? (from + size).ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
    }

    private static GoogleAnswer Reply(GoogleCall call)
    {
        var review = Found(call);
        var comment = (string?)call.Body["comment"];
        if (string.IsNullOrWhiteSpace(comment)) throw GoogleRefusalException.Invalid("comment is required");
        if (Encoding.UTF8.GetByteCount(comment) > 4096) throw GoogleRefusalException.Invalid("comment must not be longer than 4096 bytes");
        call.Google.Limits.TakeEdit(review.Location, call.Google.World.Options.WaitTime.GetUtcNow());
        return GoogleAnswer.Ok(call.Google.Reply(review, comment, call.By).Reply!.ToJson(call.Google.Now));
    }

    private static GoogleAnswer DeleteReply(GoogleCall call)
    {
        var review = Found(call);
        call.Google.Limits.TakeEdit(review.Location, call.Google.World.Options.WaitTime.GetUtcNow());
        call.Google.DeleteReply(review, call.By);
        return GoogleAnswer.Ok([]);
    }
}
