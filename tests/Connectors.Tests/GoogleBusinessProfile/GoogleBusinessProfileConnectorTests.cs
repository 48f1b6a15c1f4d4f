using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.GoogleBusinessProfile;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

public sealed class GoogleBusinessProfileConnectorTests : ConnectorConformance
{
    private static readonly string Token = PushToken.Rs256(PushToken.Head(), PushToken.Claims(Now));
    private static readonly Dictionary<string, string> Settings = new()
    {
        [GoogleBusinessProfileSettings.Audience] = PushToken.Audience,
        [GoogleBusinessProfileSettings.ServiceAccount] = PushToken.Account,
    };

    protected override IConnector Connector { get; } = new GoogleBusinessProfileConnector();

    protected override byte[] SampleBody { get; } = PushEnvelope.OfReview();

    protected override IReadOnlyList<string> Topics => ["NEW_REVIEW", "UPDATED_REVIEW", "GOOGLE_UPDATE", "message", "stream:reviews", "fetch:review", "gone:review", "gone:other"];

    protected override WebhookSecrets Secrets => new([], PushToken.KeySet, Settings);

    protected override WebhookRequest Signed(byte[] body) => Request(body, new Dictionary<string, string> { ["Authorization"] = "Bearer " + Token }, PushToken.Audience);

    protected override WebhookRequest WithSignature(WebhookRequest request, Func<string, string> change) =>
        request with { Header = name => name == "Authorization" ? change(request.Header(name)!) : request.Header(name) };

    /// <summary>The token does not sign the body; what it signs is its own text.</summary>
    [Fact]
    public override void Every_changed_byte_is_refused()
    {
        // The last character of the signature carries bits that base64 ignores.
        for (var i = 0; i < Token.Length - 1; i++)
        {
            var changed = Token[..i] + (Token[i] == 'A' ? 'B' : 'A') + Token[(i + 1)..];
            Assert.False(Connector.Verify(WithSignature(Signed(SampleBody), _ => "Bearer " + changed), Secrets, Now).IsValid, $"character {i}");
        }
    }

    [Fact]
    public override void Another_secret_is_refused() =>
        Assert.Equal(VerificationReason.WrongSignature, Connector.Verify(Signed(SampleBody), new([], PushToken.OtherKeySet, Settings), Now).Reason);

    /// <summary>No secret of ours is involved: secrets of the grant make no difference.</summary>
    [Fact]
    public override void The_previous_secret_still_counts_and_is_told() =>
        Assert.Equal(new WebhookVerification(VerificationReason.Valid), Connector.Verify(Signed(SampleBody), new(["newer", "older"], PushToken.KeySet, Settings), Now));

    [Fact]
    public void A_review_notice_is_routed_by_its_location()
    {
        var part = Assert.Single(Connector.Split(Signed(SampleBody)).Parts);
        Assert.Equal(("NEW_REVIEW", "2070443601311540", "locations/5550001", (string?)null), (part.Topic, part.Key1, part.Route, part.Quarantine));
        Assert.Equal((0, SampleBody.Length), (part.Offset, part.Length));
        Assert.Equal(new DateTimeOffset(2026, 5, 28, 20, 25, 55, 749, TimeSpan.Zero), part.VendorAt);
    }

    [Theory]
    [InlineData("""{"type":"NEW_REVIEW","location":"accounts/111/locations/5550001","review":"accounts/111/locations/5550001/reviews/AbFvEx"}""")]
    [InlineData("""{"notificationType":"NEW_REVIEW","locationName":"accounts/111/locations/5550001","reviewName":"accounts/111/locations/5550001/reviews/AbFvEx"}""")]
    [InlineData("""{"notification_type":"new_review","location_name":"locations/5550001","review_name":"accounts/111/locations/5550001/reviews/AbFvEx","more":[1]}""")]
    [InlineData("""{"Type":"NEW_REVIEW","Review":"accounts/111/locations/5550001/reviews/AbFvEx"}""")]
    public void All_names_of_a_member_are_taken(string data)
    {
        var body = PushEnvelope.Of(data);
        var part = Assert.Single(Connector.Split(Signed(body)).Parts);
        Assert.Equal(("NEW_REVIEW", "locations/5550001"), (part.Topic, part.Route));
        Assert.Equal(new FetchWish("review", PushEnvelope.Review, "NEW_REVIEW"), Assert.Single(Connector.Normalise(Envelope(part.Topic, body)).Fetches));
    }

    // The three shapes in which Pub/Sub pushes: both spellings, one spelling with attributes, one with bytes that are no text.
    [Theory]
    [InlineData("""{"subscription":"projects/p/subscriptions/s","message":{"@type":"type.googleapis.com/google.pubsub.v1.PubsubMessage","data":"/wAB","messageId":"m-1","message_id":"m-1","publishTime":"2026-05-28T20:00:00Z","publish_time":"2026-05-28T20:00:00Z"}}""")]
    [InlineData("""{"subscription":"projects/p/subscriptions/s","message":{"attributes":{"a":"b"},"orderingKey":"k","data":"aGVsbG8=","messageId":"m-1","publishTime":"2026-05-28T20:00:00Z"},"deliveryAttempt":2}""")]
    [InlineData("""{"subscription":"projects/p/subscriptions/s","message":{"data":"////","message_id":"m-1","publish_time":"2026-05-28T20:00:00Z"}}""")]
    [InlineData("""{"message":{"messageId":"m-1","publishTime":"2026-05-28T20:00:00Z","data":"no base64!"}}""")]
    [InlineData("""{"message":{"messageId":"m-1","publishTime":"2026-05-28T20:00:00Z"}}""")]
    public void A_message_that_is_no_notice_is_kept_with_its_id(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var part = Assert.Single(Connector.Split(Signed(body)).Parts);
        Assert.Equal(("message", "m-1", (string?)null), (part.Topic, part.Key1, part.Route));
        Assert.Equal(new DateTimeOffset(2026, 5, 28, 20, 0, 0, TimeSpan.Zero), part.VendorAt);
        Assert.NotNull(part.Quarantine);
        Assert.NotNull(Connector.Normalise(Envelope(part.Topic, body)).Quarantine);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"message":{"data":"e30="}}""")]
    public void A_body_without_message_id_is_kept_by_its_hash(string text)
    {
        var part = Assert.Single(Connector.Split(Signed(Encoding.UTF8.GetBytes(text))).Parts);
        Assert.StartsWith("q:", part.Key1, StringComparison.Ordinal);
        Assert.NotNull(part.Quarantine);
    }

    [SharedDataFact]
    public void Vendor_samples_of_push_bodies_are_cut()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.Folder!, "fixtures", "pubsub"), "*.json"))
        {
            var part = Assert.Single(Connector.Split(Signed(File.ReadAllBytes(file))).Parts);
            Assert.Equal(("message-id", new DateTimeOffset(2021, 2, 5, 4, 6, 14, 109, TimeSpan.Zero)), (part.Key1, part.VendorAt));
        }
    }
}
