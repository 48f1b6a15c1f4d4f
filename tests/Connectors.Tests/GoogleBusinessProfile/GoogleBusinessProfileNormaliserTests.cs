using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.GoogleBusinessProfile;
using IntegrationHub.Journey;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

public sealed class GoogleBusinessProfileNormaliserTests
{
    private static readonly DateTimeOffset Received = new(2026, 5, 28, 21, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionInfo Connection = new("maps", "anna", "reviews", "locations/5550001", "Europe/Berlin", "EUR", "DE");

    [Fact]
    public void A_new_review_was_posted()
    {
        var posted = Assert.Single(Read(Review()).Events);
        Assert.Equal(("review.posted", EventSubject.Reviewer, PushEnvelope.Review), (posted.Event.Name, posted.Event.Subject, posted.Event.Key));
        Assert.Equal($"maps:{PushEnvelope.Review}:review.posted:", posted.Event.NaturalKey);
        Assert.Equal(new DateTimeOffset(2026, 5, 18, 10, 0, 0, TimeSpan.Zero), posted.Event.OccurredAt);
        Assert.Equal(("positive", "de"), (Text(posted, "sentiment"), Text(posted, "language")));
        Assert.Equal(("AbFvEx", "locations/5550001", "Gute Auswahl", "Lena K"), (Text(posted, "reviewId"), Text(posted, "location"), Text(posted, "text"), Text(posted, "reviewer")));
        Assert.Equal((4m, false, false), (posted.Event.Property("stars").Number, posted.Event.Property("hasPhoto").Flag, posted.Event.Property("hasReply").Flag));
        Assert.Empty(posted.Marks);
        Assert.Empty(posted.Event.Identities);
    }

    [Fact]
    public void Poll_and_fetch_of_one_review_give_the_same_keys() => Assert.Equal(
        Read(Review(reply: "APPROVED"), "stream:reviews").Events.Select(e => e.Event.NaturalKey), Read(Review(reply: "APPROVED"), "fetch:review").Events.Select(e => e.Event.NaturalKey));

    [Fact]
    public void A_changed_review_was_posted_and_updated()
    {
        var review = Review();
        review["updateTime"] = "2026-05-19T08:00:00Z";
        var made = Read(review).Events;
        Assert.Equal(["review.posted", "review.updated"], made.Select(e => e.Event.Name));
        Assert.Equal(new DateTimeOffset(2026, 5, 19, 8, 0, 0, TimeSpan.Zero), made[1].Event.OccurredAt);
        Assert.EndsWith(":review.updated:1779177600000", made[1].Event.NaturalKey, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("APPROVED")]
    [InlineData("REVIEW_REPLY_STATE_UNSPECIFIED")]
    [InlineData(null)]
    public void A_published_reply_is_an_event_with_its_mark(string? state)
    {
        var replied = Read(Review(reply: state ?? "")).Events.Single(e => e.Event.Name == "review.replied");
        Assert.Equal(("Danke!", 25.5m), (Text(replied, "reply"), replied.Event.Property("hours").Number));
        Assert.Equal(new DateTimeOffset(2026, 5, 19, 11, 30, 0, TimeSpan.Zero), replied.Event.OccurredAt);
        Assert.Equal(new WriteMark("review:" + PushEnvelope.Review, "reply", "Danke!"), Assert.Single(replied.Marks));
    }

    [Theory]
    [InlineData("PENDING")]
    [InlineData("REJECTED")]
    [InlineData("SOMETHING_NEW")]
    public void A_reply_that_is_not_published_is_no_event(string state) => Assert.DoesNotContain(Read(Review(reply: state)).Events, e => e.Event.Name == "review.replied");

    [Fact]
    public void Our_reply_comes_back_under_the_mark_it_was_sent_with()
    {
        var action = VendorBench.Action("k0", PushEnvelope.Review, null, 1, ("text", "  Danke!\n"));
        Assert.Equal(Read(Review(reply: "APPROVED")).Events[^1].Marks, new GoogleBusinessProfileConnector().MarksOf("reply", action));
    }

    [Fact]
    public void An_anonymous_reviewer_is_withheld()
    {
        var review = Review();
        review["reviewer"] = new JObject { ["displayName"] = "A Google user", ["isAnonymous"] = true };
        Assert.Equal(ValueKind.Withheld, Read(review).Events[0].Event.Property("reviewer").Kind);
    }

    [Fact]
    public void Stars_alone_and_stars_unknown()
    {
        var review = Review();
        review.Remove("comment");
        review["starRating"] = "STAR_RATING_UNSPECIFIED";
        review["reviewMediaItems"] = new JArray(new JObject { ["thumbnailUrl"] = "https://p.example/1" });
        var posted = Read(review).Events[0].Event;
        Assert.Equal((false, false, true), (posted.Property("stars").HasContent, posted.Property("text").HasContent, posted.Property("hasPhoto").Flag));
    }

    [Fact]
    public void A_gone_review_was_removed()
    {
        var removed = Assert.Single(Read(new JObject { ["id"] = PushEnvelope.Review }, "gone:review").Events).Event;
        Assert.Equal(("review.removed", PushEnvelope.Review, Received), (removed.Name, removed.Key, removed.OccurredAt));
        Assert.Equal($"maps:{PushEnvelope.Review}:review.removed:", removed.NaturalKey);
        Assert.Equal("AbFvEx", removed.Property("reviewId").Text);
    }

    [Fact]
    public void A_changed_profile_is_read_before_anything_is_said_of_it() =>
        Assert.Equal(new FetchWish("profile", "locations/5550001", "GOOGLE_UPDATE"), Assert.Single(Notice($$"""{"type":"GOOGLE_UPDATE","location":"{{PushEnvelope.Place}}"}""").Fetches));

    [Fact]
    public void A_customers_picture_is_an_event_of_the_place()
    {
        var made = Assert.Single(Notice($$"""{"type":"NEW_CUSTOMER_MEDIA","location":"{{PushEnvelope.Place}}"}""").Events).Event;
        Assert.Equal(("profile.media.added", EventSubject.Place, "locations/5550001"), (made.Name, made.Subject, made.Property("location").Text));
        Assert.EndsWith(":2070443601311540", made.NaturalKey, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DUPLICATE_LOCATION")]
    [InlineData("NEW_QUESTION")]
    [InlineData("SOMETHING_NEW")]
    public void Other_notices_are_read_and_set_aside(string type) => Assert.NotNull(Notice($$"""{"type":"{{type}}","location":"{{PushEnvelope.Place}}"}""").Unmapped);

    [Theory]
    [InlineData("")]
    [InlineData("accounts/111/locations/5550001")]
    [InlineData("accounts/111/locations/5550001/reviews/")]
    [InlineData("accounts/111/locations/5550001/reviews/../../../x")]
    [InlineData("accounts/111/locations/5550001/reviews/a?b")]
    public void A_notice_without_a_review_name_asks_for_nothing(string name)
    {
        var made = Notice($$"""{"type":"NEW_REVIEW","location":"{{PushEnvelope.Place}}","review":"{{name}}"}""");
        Assert.Empty(made.Fetches);
        Assert.NotNull(made.Quarantine);
    }

    [SharedDataFact]
    public void Vendor_samples_of_reviews_are_read()
    {
        var folder = Path.Combine(SharedData.Folder!, "fixtures", "google");
        var detail = JObject.Parse(File.ReadAllText(Path.Combine(folder, "review_detail.json")));
        Assert.Equal(["review.posted", "review.replied"], Read(detail).Events.Select(e => e.Event.Name));
        var list = (JArray)JObject.Parse(File.ReadAllText(Path.Combine(folder, "review_list.json")))["reviews"]!;
        Assert.All(list, review => Assert.Equal(5m, Read((JObject)review, "stream:reviews").Events[0].Event.Property("stars").Number));
    }

    /// <summary>A review of 18 May, four stars; <paramref name="reply"/> is the state of its reply, "" a reply without state.</summary>
    private static JObject Review(string? reply = null)
    {
        var review = new JObject
        {
            ["name"] = PushEnvelope.Review,
            ["reviewId"] = "AbFvEx",
            ["reviewer"] = new JObject { ["displayName"] = "Lena K" },
            ["starRating"] = "FOUR",
            ["comment"] = "Gute Auswahl",
            ["createTime"] = "2026-05-18T10:00:00Z",
            ["updateTime"] = "2026-05-18T10:00:00Z",
        };
        if (reply is not null)
        {
            var made = new JObject { ["comment"] = "Danke!", ["updateTime"] = "2026-05-19T11:30:00Z" };
            if (reply.Length > 0)
            {
                made["reviewReplyState"] = reply;
            }

            review["reviewReply"] = made;
        }

        return review;
    }

    private static Normalised Read(JObject body, string topic = "fetch:review") => GoogleBusinessProfileNormaliser.Normalise(
        new(Connection, EnvelopeSource.Fetch, topic, Encoding.UTF8.GetBytes(body.ToString()), Received, null, false));

    private static Normalised Notice(string data) => GoogleBusinessProfileNormaliser.Normalise(
        new(Connection, EnvelopeSource.Webhook, "any", PushEnvelope.Of(data), Received, null, false));

    private static string? Text(NormalisedEvent item, string name) => item.Event.Property(name).Text;
}
