using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>Posts at a location: news, an offer, an event. A create has no request id, so a second try looks for a post that says the same first.</summary>
internal static class GooglePosts
{
    /// <summary>Longest text.</summary>
    internal const int TextLength = 1500;

    /// <summary>Longest headline of an offer or an event.</summary>
    internal const int HeadlineLength = 58;

    private const int PostsRead = 100;
    private static readonly TimeSpan TriesLast = TimeSpan.FromDays(3); // an equal text from before is another post
    private static readonly string[] Kinds = ["standard", "offer", "event"];
    private static readonly string[] Buttons = ["BOOK", "ORDER", "SHOP", "LEARN_MORE", "SIGN_UP", "CALL"];

    internal static string? Refusal(OutboundAction action)
    {
        var kind = KindOf(action);
        return action.Text("text").Trim().Length == 0 ? "The post has no text."
            : GoogleBusinessProfileSettings.Info.Actions.First(a => a.Verb == "post.create").Refusal(action) is { } refusal ? refusal
            : !Kinds.Contains(kind) ? "The kind must be standard, offer or event."
            : kind != "standard" && action.Text("headline").Trim().Length == 0 ? $"An {kind} needs a headline."
            : kind != "standard" && (Moment(action, "start") is not { } start || Moment(action, "end") is not { } end || end.Local < start.Local) ? $"An {kind} needs a start and an end, as 2026-12-01 or 2026-12-01T09:00."
            : action.Text("button").Length > 0 && !Buttons.Contains(Button(action)) ? $"The button must be one of {string.Join(", ", Buttons)}."
            : action.Text("button").Length > 0 && Button(action) != "CALL" && !IsWeb(action.Text("link")) ? "The button needs a link that begins with https://."
            : action.Text("url").Length > 0 && !IsWeb(action.Text("url")) ? "The url must begin with https://."
            : null;
    }

    internal static async Task<ActionVerdict> CreateAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        if (GoogleBusinessProfileStreams.Parent(session) is not { } parent)
        {
            return new(action.Key, ActionOutcome.ConnectionBroken, "Posts need the account of the location: set account to accounts/ID.");
        }

        using var recorded = ExchangeRecorder.Begin();
        var post = Post(session, action);
        if (action.Attempt > 1)
        {
            var read = await GoogleAnswer.Send(session, (api, token) => api.Posts(token, parent, PostsRead, cancellationToken), cancellationToken);
            using var posts = read.Value;
            if (read.Failure is { } unread)
            {
                return OnceOnly.NotLookedFor(action.Key, unread, recorded.Exchange);
            }

            var since = session.Time.GetUtcNow() - TriesLast;
            var there = posts!.RootElement.Get("localPosts").Items().Where(p =>
                p.Text("topicType") == (string?)post["topicType"] && p.Instant("createTime") >= since
                && GoogleBusinessProfileNormaliser.Canonical(p.Text("summary") ?? "") == GoogleBusinessProfileNormaliser.Canonical(action.Text("text"))).Select(p => p.Text("name")).FirstOrDefault();
            if (there is not null)
            {
                return new(action.Key, ActionOutcome.Done, "The post was there already.", null, recorded.Exchange, there);
            }
        }

        var answer = await GoogleAnswer.Send(session, (api, token) => api.CreatePost(token, parent, post, GoogleBusinessProfileSettings.Edits, cancellationToken), cancellationToken, write: true);
        using var made = answer.Value;
        return answer.Failure is { } failure
            ? Verdicts.Of(action.Key, OnceOnly.Unsure(failure), recorded.Exchange)
            : made!.RootElement.Text("state") == "REJECTED"
                ? new(action.Key, ActionOutcome.Rejected, "Google does not publish the post; it gives no reason.", null, recorded.Exchange, made.RootElement.Text("name"))
                : made.RootElement.Text("name") is { Length: > 0 } name
                    ? new(action.Key, ActionOutcome.Done, made.RootElement.Text("state") == "LIVE" ? "The post is published." : "The post was taken; Google publishes it shortly.", null, recorded.Exchange, name)
                    : new(action.Key, ActionOutcome.Uncertain, "Google answered without the post's name.", null, recorded.Exchange);
    }

    private static JObject Post(VendorSession session, OutboundAction action)
    {
        var kind = KindOf(action);
        var post = new JObject { ["topicType"] = kind.ToUpperInvariant(), ["summary"] = action.Text("text").Trim() };
        if (kind != "standard")
        {
            var schedule = new JObject();
            Put(schedule, "start", Moment(action, "start")!.Value, session);
            Put(schedule, "end", Moment(action, "end")!.Value, session);
            post["event"] = new JObject { ["title"] = action.Text("headline").Trim(), ["schedule"] = schedule };
        }

        if (kind == "offer")
        {
            var offer = new JObject(new[] { ("couponCode", "code"), ("redeemOnlineUrl", "url"), ("termsConditions", "terms") }.Where(o => action.Text(o.Item2).Trim().Length > 0)
                .Select(o => new JProperty(o.Item1, action.Text(o.Item2).Trim())));
            post["offer"] = offer;
        }
        else if (action.Text("button").Length > 0)
        {
            post["callToAction"] = new JObject { ["actionType"] = Button(action) };
            if (Button(action) != "CALL")
            {
                post["callToAction"]!["url"] = action.Text("link").Trim();
            }
        }

        return post;
    }

    // A moment with a zone is meant there and written in the location's own time; one without is the location's already.
    private static void Put(JObject schedule, string name, (DateTime Local, DateTimeOffset? Zoned, bool HasTime) moment, VendorSession session)
    {
        var at = moment.Zoned is { } zoned && TimeZoneInfo.TryFindSystemTimeZoneById(session.Connection.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(zoned, zone).DateTime : moment.Local;
        schedule[name + "Date"] = GoogleSpecialHours.Date(DateOnly.FromDateTime(at));
        if (moment.HasTime)
        {
            schedule[name + "Time"] = new JObject { ["hours"] = at.Hour, ["minutes"] = at.Minute };
        }
    }

    private static (DateTime Local, DateTimeOffset? Zoned, bool HasTime)? Moment(OutboundAction action, string name)
    {
        var text = action.Text(name).Trim();
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day.ToDateTime(TimeOnly.MinValue), null, false)
            : DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? (local, null, true)
            : (action.Arguments.GetValueOrDefault(name).Time ?? JsonReading.ToInstant(text)) is { } zoned ? (zoned.DateTime, zoned, true) : null;
    }

    private static string KindOf(OutboundAction action) => action.Text("kind").Trim() is { Length: > 0 } kind ? kind.ToLowerInvariant() : "standard";

    private static string Button(OutboundAction action) => action.Text("button").Trim().ToUpperInvariant().Replace(' ', '_');

    private static bool IsWeb(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host.Length > 0;
}
