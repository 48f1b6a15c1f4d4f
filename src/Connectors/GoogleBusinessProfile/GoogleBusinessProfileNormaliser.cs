using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>
/// Notifications become fetches, reviews become events. A review that is gone comes as topic <c>gone:review</c> with <c>{"id":"NAME"}</c>. Pure, never throws.
/// </summary>
public static class GoogleBusinessProfileNormaliser
{
    /// <summary>Turns one envelope into events and wished fetches.</summary>
    public static Normalised Normalise(EnvelopeContent envelope)
    {
        try
        {
            using var document = JsonDocument.Parse(envelope.Bytes, JsonReading.Strict);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                return Normalised.Unreadable("not a JSON object");
            }

            return envelope.Topic switch
            {
                "stream:reviews" or "fetch:review" => Review(envelope, root),
                "fetch:profile" => GoogleProfile.Normalise(envelope, root),
                "gone:review" => root.Text("id") is { } gone
                    ? new() { Events = [Event(envelope, "review.removed", gone, "", envelope.ReceivedAt, EventSubject.Reviewer, gone, [new("reviewId", Value.Of(Last(gone)))])] }
                    : Normalised.Unreadable("no id"),
                _ when envelope.Topic.StartsWith("gone:", StringComparison.Ordinal) => Normalised.NotMapped("the object is gone and nothing follows from it"),
                _ => Notice(envelope, root),
            };
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return Normalised.Unreadable("not readable as JSON: " + fault.Message);
        }
    }

    /// <summary>Reply text as it is compared: Google may change white space.</summary>
    internal static string Canonical(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Normalised Notice(EnvelopeContent envelope, JsonElement root)
    {
        var message = root.Get("message");
        if (GoogleNotice.Read(message.Text("data")) is not { } notice)
        {
            return Normalised.Unreadable("the message's data is no notification");
        }

        var at = message.Instant("publishTime", "publish_time") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var marker = message.Text("messageId", "message_id") ?? at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var place = notice.Location ?? envelope.Connection.Thing;
        return notice.Type switch
        {
            "NEW_REVIEW" or "UPDATED_REVIEW" => GoogleNotice.IsReview(notice.Review)
                ? new() { Fetches = [new("review", notice.Review!, notice.Type)] } : Normalised.Unreadable($"{notice.Type} names no review"),
            "GOOGLE_UPDATE" => new() { Fetches = [new("profile", envelope.Connection.Thing, notice.Type)] },
            "NEW_CUSTOMER_MEDIA" => new() { Events = [Event(envelope, "profile.media.added", place, marker, at, EventSubject.Place, null, [new("location", Value.Of(place))])] },
            _ => Normalised.NotMapped($"nothing follows from {notice.Type}"),
        };
    }

    private static Normalised Review(EnvelopeContent envelope, JsonElement root)
    {
        if (root.Text("name") is not { } name)
        {
            return Normalised.Unreadable("the review has no name");
        }

        var created = root.Instant("createTime") ?? envelope.VendorAt ?? envelope.ReceivedAt;
        var updated = root.Instant("updateTime") ?? created;
        var reviewer = root.Get("reviewer");
        var properties = new Dictionary<string, Value>
        {
            ["reviewId"] = Value.Of(root.Text("reviewId") ?? Last(name)),
            ["location"] = Value.Of(GoogleNotice.LocationOf(name) ?? envelope.Connection.Thing),
            ["text"] = Value.Of(root.Text("comment")),
            ["reviewer"] = reviewer.Flag("isAnonymous") == true ? Value.Withheld : Value.Of(reviewer.Text("displayName")),
            ["hasPhoto"] = Value.Of(root.Get("reviewMediaItems").Items().Any()),
            ["hasReply"] = Value.Of(root.Get("reviewReply").Text("comment") is not null),
        };
        if (Stars(root.Text("starRating")) is { } stars)
        {
            properties["stars"] = Value.Of(stars);
        }

        properties["sentiment"] = Value.Of(Sentiment.Of(Stars(root.Text("starRating")), root.Text("comment")));
        properties["language"] = Value.Of(Sentiment.LanguageOf(root.Text("comment")));

        var events = new List<NormalisedEvent> { Event(envelope, "review.posted", name, "", created, EventSubject.Reviewer, name, properties) };
        if (updated != created)
        {
            events.Add(Event(envelope, "review.updated", name, Ms(updated), updated, EventSubject.Reviewer, name, properties));
        }

        var reply = root.Get("reviewReply");
        var state = reply.Text("reviewReplyState");
        if (reply.Text("comment") is { } comment && (state is null or "APPROVED" or "REVIEW_REPLY_STATE_UNSPECIFIED"))
        {
            var repliedAt = reply.Instant("updateTime") ?? updated;
            events.Add(Event(
                envelope, "review.replied", name, Ms(repliedAt), repliedAt, EventSubject.Reviewer, name,
                [
                    new("reviewId", properties["reviewId"]), new("location", properties["location"]), new("reply", Value.Of(comment)), new("repliedAt", Value.Of(repliedAt)),
                    new("state", Value.Of(state)), new("hours", Value.Of(decimal.Round((decimal)Math.Max(0, (repliedAt - created).TotalHours), 2))),
                ],
                new WriteMark("review:" + name, "reply", Canonical(comment))));
        }

        return new() { Events = [.. events] };
    }

    private static NormalisedEvent Event(
        EnvelopeContent envelope, string name, string id, string marker, DateTimeOffset at, EventSubject subject, string? key,
        IEnumerable<KeyValuePair<string, Value>> properties, params ImmutableArray<WriteMark> marks) => new(
        new JourneyEvent
        {
            NaturalKey = $"{envelope.Connection.Id}:{id}:{name}:{marker}",
            Name = name,
            Subject = subject,
            OccurredAt = at,
            Connection = envelope.Connection.Id,
            Tool = "google-business-profile",
            Key = key,
            Historical = envelope.Historical,
            Properties = properties.ToImmutableSortedDictionary(),
        },
        marks);

    private static int? Stars(string? rating) => rating switch { "ONE" => 1, "TWO" => 2, "THREE" => 3, "FOUR" => 4, "FIVE" => 5, _ => null };

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static string Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
