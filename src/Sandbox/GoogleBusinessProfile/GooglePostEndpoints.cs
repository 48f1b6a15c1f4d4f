using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Local posts and customers' photos (v4). A create has no request id: sent twice it makes two posts.</summary>
internal static class GooglePostEndpoints
{
    private const string Path = "/v4/accounts/{account}/locations/{location}";

    public static void Map(GoogleEndpoints all)
    {
        all.Add("GET", "mybusiness", Path + "/localPosts", List);
        all.Add("POST", "mybusiness", Path + "/localPosts", Create);
        all.Add("GET", "mybusiness", Path + "/localPosts/{post:long}", c => GoogleAnswer.Ok(Show(c, Found(c))));
        all.Add("PATCH", "mybusiness", Path + "/localPosts/{post:long}", Change);
        all.Add("DELETE", "mybusiness", Path + "/localPosts/{post:long}", Delete);
        all.Add("GET", "mybusiness", Path + "/media/customers", c =>
        {
            var location = c.Location();
            var (page, next) = c.Page(c.Google.CustomerMedia.Where(m => m.Location == location).Select(m => (JObject)m.Item.DeepClone()), c.PageSize(100, 2500, cut: true), "media");
            return GoogleAnswer.Ok(GoogleProfileEndpoints.Listed("mediaItems", page, next));
        });
    }

    private static JObject Found(GoogleCall call)
    {
        var location = call.Location();
        var id = long.Parse(call.Route("post"), CultureInfo.InvariantCulture);
        return call.Google.Posts.TryGetValue(id, out var post) && (string?)post["location"] == location ? post : throw GoogleRefusalException.NotFound();
    }

    private static JObject Show(GoogleCall call, JObject post)
    {
        var shown = (JObject)post.DeepClone();
        shown.Remove("location");
        var made = DateTimeOffset.Parse((string)post["createTime"]!, CultureInfo.InvariantCulture);
        shown["state"] = call.Google.Now < made + call.Google.Switches.PostDelay ? "PROCESSING" : "LIVE";
        return shown;
    }

    private static GoogleAnswer List(GoogleCall call)
    {
        var location = call.Location();
        var posts = call.Google.Posts.Values.Reverse().Where(p => (string?)p["location"] == location).Select(p => Show(call, p));
        var (page, next) = call.Page(posts, call.PageSize(20, 100, cut: false), "posts");
        return GoogleAnswer.Ok(GoogleProfileEndpoints.Listed("localPosts", page, next));
    }

    private static GoogleAnswer Create(GoogleCall call)
    {
        var location = call.Location();
        var post = (JObject)call.Body.DeepClone();
        var topic = (string?)post["topicType"] ?? "STANDARD";
        if (topic is not ("STANDARD" or "EVENT" or "OFFER")) throw GoogleRefusalException.Invalid("Invalid topicType: " + topic);
        if (topic is "EVENT" or "OFFER" && post["event"] is null) throw GoogleRefusalException.Invalid("event is required for " + topic);
        if (string.IsNullOrEmpty((string?)post["summary"]) && post["media"] is null) throw GoogleRefusalException.Invalid("summary is required");
        call.Google.Limits.TakeEdit(location, call.Google.World.Options.WaitTime.GetUtcNow());
        var id = call.Google.World.Ids.Next("google.posts", 2662765504969486360);
        var at = WireJson.InstantMillis(call.Google.Now);
        post["name"] = $"{call.Google.Account.Resource}/locations/{location}/localPosts/{id}";
        post["location"] = location;
        post["topicType"] = topic;
        post["createTime"] = at;
        post["updateTime"] = at;
        post["searchUrl"] = "https://local.example/place?lpsid=" + id.ToString(CultureInfo.InvariantCulture);
        call.Google.Posts[id] = post;
        call.Google.Note("localPost.create", (string)post["name"]!, call.By, ("summary", (string?)post["summary"]));
        return GoogleAnswer.Ok(Show(call, post));
    }

    private static GoogleAnswer Change(GoogleCall call)
    {
        var post = Found(call);
        if (call.Query("updateMask") is not { Length: > 0 } mask) throw GoogleRefusalException.Invalid("updateMask is required");
        call.Google.Limits.TakeEdit(call.Location(), call.Google.World.Options.WaitTime.GetUtcNow());
        foreach (var name in mask.Split(',', StringSplitOptions.TrimEntries).Where(n => n is "summary" or "callToAction" or "event" or "offer" or "media"))
        {
            post[name] = call.Body[name]?.DeepClone();
        }

        post["updateTime"] = WireJson.InstantMillis(call.Google.Now);
        call.Google.Note("localPost.update", (string)post["name"]!, call.By, ("summary", (string?)post["summary"]));
        return GoogleAnswer.Ok(Show(call, post));
    }

    private static GoogleAnswer Delete(GoogleCall call)
    {
        var post = Found(call);
        call.Google.Limits.TakeEdit(call.Location(), call.Google.World.Options.WaitTime.GetUtcNow());
        call.Google.Posts.Remove(long.Parse(call.Route("post"), CultureInfo.InvariantCulture));
        call.Google.Note("localPost.delete", (string)post["name"]!, call.By);
        return GoogleAnswer.Ok([]);
    }
}
