using System.Text;
using CsCheck;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Tests;

/// <summary>What every connector keeps. A connector's test class says how its vendor signs and which topics it knows.</summary>
public abstract class ConnectorConformance
{
    protected static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

    protected abstract IConnector Connector { get; }

    /// <summary>Secret that <see cref="Signed"/> signs with.</summary>
    protected virtual string Secret => "conformance-secret";

    /// <summary>A delivery as the vendor would send it, rightly signed at <see cref="Now"/>.</summary>
    protected abstract WebhookRequest Signed(byte[] body);

    /// <summary>The same delivery with another signature text.</summary>
    protected abstract WebhookRequest WithSignature(WebhookRequest request, Func<string, string> change);

    /// <summary>A body that the vendor could send.</summary>
    protected abstract byte[] SampleBody { get; }

    /// <summary>Topics and streams that the normaliser knows.</summary>
    protected abstract IReadOnlyList<string> Topics { get; }

    protected virtual WebhookSecrets Secrets => new([Secret], null, new Dictionary<string, string>());

    protected static WebhookRequest Request(byte[] body, IReadOnlyDictionary<string, string> headers, string url = "https://hub.example/hooks/anna/shop") =>
        new("POST", url, name => headers.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, body);

    protected ConnectionInfo Connection => new("shop", "anna", Connector.Info.Role, "tea-demo.myshopify.com", "Europe/Berlin", "EUR", "DE");

    protected EnvelopeContent Envelope(string topic, byte[] bytes, EnvelopeSource source = EnvelopeSource.Webhook, DateTimeOffset? vendorAt = null) =>
        new(Connection, source, topic, bytes, Now, vendorAt, false);

    [Fact]
    public void A_signed_delivery_is_valid() => Assert.Equal(VerificationReason.Valid, Connector.Verify(Signed(SampleBody), Secrets, Now).Reason);

    [Fact]
    public virtual void Every_changed_byte_is_refused()
    {
        var request = Signed(SampleBody);
        for (var i = 0; i < SampleBody.Length; i++)
        {
            var body = SampleBody.ToArray();
            body[i] ^= 1;
            Assert.False(Connector.Verify(request with { Body = body }, Secrets, Now).IsValid, $"byte {i}");
        }
    }

    [Fact]
    public virtual void Another_secret_is_refused() =>
        Assert.Equal(VerificationReason.WrongSignature, Connector.Verify(Signed(SampleBody), new(["another"], null, new Dictionary<string, string>()), Now).Reason);

    [Fact]
    public virtual void The_previous_secret_still_counts_and_is_told()
    {
        var verification = Connector.Verify(Signed(SampleBody), new(["newer", Secret], null, new Dictionary<string, string>()), Now);
        Assert.Equal(new WebhookVerification(VerificationReason.Valid, 1), verification);
    }

    [Fact]
    public void A_prefix_of_the_signature_is_refused()
    {
        var request = Signed(SampleBody);
        for (var cut = 1; cut <= 12; cut++)
        {
            Assert.False(Connector.Verify(WithSignature(request, text => text[..^cut]), Secrets, Now).IsValid);
        }
    }

    [Fact]
    public void A_signature_with_something_behind_it_is_refused() =>
        Assert.False(Connector.Verify(WithSignature(Signed(SampleBody), text => text + "A"), Secrets, Now).IsValid);

    [Fact]
    public void No_signature_is_told_apart() =>
        Assert.Equal(VerificationReason.MissingSignature, Connector.Verify(Request(SampleBody, new Dictionary<string, string>()), Secrets, Now).Reason);

    [Fact]
    public void Keys_are_the_same_every_time()
    {
        var first = Connector.Split(Signed(SampleBody));
        var second = Connector.Split(Signed(SampleBody));
        Assert.NotEmpty(first.Parts);
        Assert.Equal(first.Parts, second.Parts);
        Assert.All(first.Parts, part => Assert.InRange(part.Offset + part.Length, part.Offset, SampleBody.Length));
    }

    [Fact]
    public void Cutting_never_throws() => Gen.Byte.Array[0, 300].Sample(bytes => Assert.NotNull(Connector.Split(Signed(bytes))), iter: 300);

    [Fact]
    public void Reading_never_throws_on_any_bytes() => Gen.Select(Gen.Byte.Array[0, 400], Gen.Int[0, Topics.Count - 1])
        .Sample((bytes, topic) => Assert.NotNull(Connector.Normalise(Envelope(Topics[topic], bytes))), iter: 500);

    [Fact]
    public void Reading_never_throws_on_damaged_samples() => Gen.Select(Gen.Int[0, SampleBody.Length - 1], Gen.Byte, Gen.Int[0, Topics.Count - 1])
        .Sample(
            (place, value, topic) =>
            {
                var bytes = SampleBody.ToArray();
                bytes[place] = value;
                Assert.NotNull(Connector.Normalise(Envelope(Topics[topic], bytes)));
            },
            iter: 2000);

    [Theory]
    [MemberData(nameof(Naughty))]
    public void Odd_bytes_are_read_or_quarantined(string odd)
    {
        foreach (var topic in Topics)
        {
            var made = Connector.Normalise(Envelope(topic, Encoding.Latin1.GetBytes(odd)));
            Assert.True(made.Quarantine is not null || made.Unmapped is not null || !made.Events.IsEmpty || !made.Fetches.IsEmpty || made.Change is not null, $"{topic} says nothing");
            Assert.All(made.Events, item => Assert.All(item.Event.Properties.Values.Concat(item.Event.Fields.Values), value => Assert.True(IsClean(value.ToString()), value.ToString())));
        }
    }

    public static TheoryData<string> Naughty() =>
    [
        "", " ", "null", "[]", "{}", "1", "\"x\"", "{", "{\"id\":", "\u00ef\u00bb\u00bf{\"id\":1}",
        "{\"id\":1,\"id\":2}",
        "{\"id\":7,\"email\":\"\\ud800\",\"name\":\"\\udc00x\",\"first_name\":\"a\\u0000b\",\"token\":\"\\ud83d\"}",
        "{\"id\":7,\"email\":\"\u00ff\u00fe@x\",\"token\":\"\u00c0\u00af\"}",
        "{\"\\ud800\":1,\"id\":7}",
        "{\"id\":123456789012345678901234567890123456789}",
        "{\"id\":7,\"total_price\":\"1e400\",\"created_at\":\"not a time\"}",
        "{\"id\":1e5}",
        "{\"id\":-7,\"customer\":[],\"line_items\":{},\"refunds\":3,\"tags\":{\"a\":1}}",
        "{\"id\":7,\"created_at\":\"9999-12-31T23:59:59-14:00\",\"updated_at\":\"0001-01-01T00:00:00+14:00\"}",
        new string('[', 500) + new string(']', 500),
        "{\"id\":7,\"a\":" + new string('[', 100) + new string(']', 100) + "}",
        "type=subscribe&data[email]=%ff%fe&data[list_id]=%00&fired_at=x",
        "type=subscribe&type=unsubscribe&data[email]=a@b.example",
        "%", "=&=&=", "type=%zz",
    ];

    [Fact]
    public void What_it_says_of_itself_fits_together()
    {
        var info = Connector.Info;
        Assert.Matches("^[a-z][a-z0-9-]*$", info.Id);
        Assert.Contains(info.Role, new[] { "shop", "mail", "crm", "reviews", "other" });
        Assert.NotEmpty(info.Buckets);
        Assert.All(info.Buckets, bucket => Assert.True(bucket.Permits > 0 || bucket.Concurrency > 0, bucket.Name));
        Assert.Equal(info.Actions.Count, info.Actions.Select(action => action.Verb).Distinct().Count());
        Assert.Equal(info.Streams.Count, info.Streams.Select(stream => stream.Name).Distinct().Count());
        Assert.All(info.Actions, action => Assert.True(action.BatchSize >= 1));
        Assert.Same(Connector.GetType(), Catalog.All[info.Id].GetType());
    }

    [Fact]
    public void A_session_never_shows_its_secrets()
    {
        using var http = new HttpClient();
        var session = new VendorSession(Connection, "grant", http, new Dictionary<string, string> { [CredentialNames.AccessToken] = "hush-hush-token" }, new Dictionary<string, string>(), TimeProvider.System);
        Assert.DoesNotContain("hush-hush-token", session.ToString(), StringComparison.Ordinal);
    }

    private static bool IsClean(string text) => !text.Contains('\0', StringComparison.Ordinal) && text.EnumerateRunes().Sum(rune => rune.Utf16SequenceLength) == text.Length
        && new UTF8Encoding(false, false).GetString(new UTF8Encoding(false, false).GetBytes(text)) == text;
}
