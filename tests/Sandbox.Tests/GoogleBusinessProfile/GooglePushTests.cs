using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.GoogleBusinessProfile;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.GoogleBusinessProfile;

public sealed class GooglePushTests : GoogleBench
{
    private static readonly string[] All = ["NEW_REVIEW", "UPDATED_REVIEW", "GOOGLE_UPDATE", "NEW_CUSTOMER_MEDIA"];

    [Fact]
    public async Task A_push_wraps_a_pointer_in_both_spellings()
    {
        Google.SetNotifications(Google.Account.Topic, All);
        var review = Google.PostReview(1, "Bread was cold", "Lena K.");
        var push = Parse(Assert.Single(await PushesAsync()).Text);
        var message = push["message"]!;
        Assert.Equal((string?)message["messageId"], (string?)message["message_id"]);
        Assert.Equal("2026-11-02T09:00:00.000Z", (string?)message["publishTime"]);
        Assert.Equal((string?)message["publishTime"], (string?)message["publish_time"]);
        Assert.Equal(Google.Account.Subscription, (string?)push["subscription"]);
        Assert.Equal(("NEW_REVIEW", $"accounts/{Google.Account.Id}/locations/5550001", review.NameIn(Google.Account)), Pointer(push, "type", "location", "review"));
    }

    [Theory]
    [InlineData(GooglePointerNames.Snake, "notification_type", "location_name", "review_name")]
    [InlineData(GooglePointerNames.Camel, "notificationType", "locationName", "reviewName")]
    public async Task The_documented_spellings_of_the_pointer_can_be_chosen(GooglePointerNames names, string type, string location, string review)
    {
        Google.SetNotifications(Google.Account.Topic, All);
        Google.Switches.PointerNames = names;
        var posted = Google.PostReview(5, "Lovely");
        var push = Parse(Assert.Single(await PushesAsync()).Text);
        Assert.Equal(("NEW_REVIEW", $"accounts/{Google.Account.Id}/locations/5550001", posted.NameIn(Google.Account)), Pointer(push, type, location, review));
    }

    [Fact]
    public async Task The_token_is_signed_by_a_published_key_and_names_audience_and_account()
    {
        Google.SetNotifications(Google.Account.Topic, All);
        Google.PostReview(5, "Lovely");
        var token = (await PushesAsync())[0].Headers["Authorization"]["Bearer ".Length..];
        var claims = await VerifyAsync(token);
        Assert.NotNull(claims);
        Assert.Equal((Receiver.Address.AbsoluteUri, Google.Account.PushServiceAccount, true, "https://accounts.google.com"), ((string?)claims["aud"], (string?)claims["email"], (bool)claims["email_verified"]!, (string?)claims["iss"]));
        Assert.Equal((Clock.GetUtcNow().ToUnixTimeSeconds(), 3600), ((long)claims["iat"]!, (long)claims["exp"]! - (long)claims["iat"]!));
    }

    [Fact]
    public async Task After_rotation_the_old_key_is_still_published_until_it_is_dropped()
    {
        Google.SetNotifications(Google.Account.Topic, All);
        Google.PostReview(5, "Lovely");
        var old = (await PushesAsync())[0].Headers["Authorization"]["Bearer ".Length..];
        Google.Keys.Rotate();
        Google.PostReview(4, "Good");
        var young = (await PushesAsync())[1].Headers["Authorization"]["Bearer ".Length..];
        Assert.NotEqual((string?)Header(old)["kid"], (string?)Header(young)["kid"]);
        Assert.NotNull(await VerifyAsync(old));
        Assert.NotNull(await VerifyAsync(young));
        Google.Keys.Rotate(keepOld: false);
        Assert.Null(await VerifyAsync(young));
    }

    [Theory]
    [InlineData(GooglePushFlaw.ForeignKey)]
    [InlineData(GooglePushFlaw.UnknownKeyId)]
    [InlineData(GooglePushFlaw.AlgNone)]
    [InlineData(GooglePushFlaw.HmacWithPublicKey)]
    public async Task A_forged_token_does_not_verify(GooglePushFlaw flaw) => Assert.Null(await VerifyAsync(await TokenAsync(flaw)));

    [Theory]
    [InlineData(GooglePushFlaw.OtherAudience, "aud")]
    [InlineData(GooglePushFlaw.OtherServiceAccount, "email")]
    [InlineData(GooglePushFlaw.UnverifiedEmail, "email_verified")]
    [InlineData(GooglePushFlaw.OtherIssuer, "iss")]
    [InlineData(GooglePushFlaw.Expired, "exp")]
    public async Task A_genuine_token_can_be_wrong_in_one_claim(GooglePushFlaw flaw, string claim)
    {
        var right = await VerifyAsync(await TokenAsync(GooglePushFlaw.None));
        var wrong = await VerifyAsync(await TokenAsync(flaw));
        Assert.NotNull(wrong);
        var different = right!.Properties().Where(p => !JToken.DeepEquals(p.Value, wrong[p.Name])).Select(p => p.Name).Except(["iat"]);
        Assert.Equal([claim], different);
        if (flaw == GooglePushFlaw.Expired) Assert.True((long)wrong["exp"]! < Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData(206)]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task What_is_not_acknowledged_comes_again_with_the_same_id(int status)
    {
        Google.SetNotifications(Google.Account.Topic, All);
        Receiver.Status = n => n <= 2 ? status : 204;
        Google.PostReview(5, "Lovely");
        var pushes = await PushesAsync();
        Assert.Equal(3, pushes.Count);
        Assert.Single(pushes.Select(p => (string)Parse(p.Text)["message"]!["messageId"]!).Distinct());
    }

    [Fact]
    public async Task Only_the_types_asked_for_on_our_topic_are_pushed()
    {
        Google.PostReview(5, "nobody listens");
        Google.SetNotifications(Google.Account.Topic, ["NEW_REVIEW"]);
        Google.EditReview(Google.PostReview(5, "one").Id, 4, "changed");
        Google.AddCustomerPhoto();
        Google.SetNotifications("projects/another-tool/topics/gbp", All);
        Google.PostReview(5, "not ours");
        Assert.Single(await PushesAsync());
    }

    [Fact]
    public async Task Edits_photos_and_suggestions_push_their_types_and_replies_only_when_told_to()
    {
        Google.SetNotifications(Google.Account.Topic, All);
        var review = Google.PostReview(5, "Lovely");
        Google.EditReview(review.Id, 4, "Good");
        Google.AddCustomerPhoto();
        Google.SuggestChange("regularHours", new JObject());
        Google.ReplyByHand(review.Id, "Thanks");
        Assert.Equal(["GOOGLE_UPDATE", "NEW_CUSTOMER_MEDIA", "NEW_REVIEW", "UPDATED_REVIEW"], (await PushesAsync()).Select(p => Pointer(Parse(p.Text), "type", "location", "review").Type!).Order());
        Google.Switches.ReplyNotifies = true;
        Google.ReplyByHand(review.Id, "Thanks again");
        Assert.Equal(2, (await PushesAsync()).Count(p => Pointer(Parse(p.Text), "type", "location", "review").Type == "UPDATED_REVIEW"));
    }

    [Fact]
    public async Task A_dropped_subscription_is_another_tool_that_took_the_setting()
    {
        Google.SetNotifications(Google.Account.Topic, All);
        Vendors.Faults.Add(new Fault { Vendor = "google", Kind = FaultKind.DroppedSubscription });
        Google.PostReview(5, "Lovely");
        Assert.Empty(await PushesAsync());
        var (_, body) = await CallAsync("GET", $"v1/accounts/{Google.Account.Id}/notificationSetting");
        Assert.NotEqual(Google.Account.Topic, (string?)body["pubsubTopic"]);
    }

    [Fact]
    public async Task History_is_kept_and_told_to_nobody()
    {
        Google.SetNotifications(Google.Account.Topic, All);
        using (Vendors.World.InThePast(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero))) Google.PostReview(5, "Lovely");
        Assert.Empty(await PushesAsync());
        var (_, body) = await CallAsync("GET", Reviews);
        Assert.Equal("2026-03-01T08:00:00.000Z", (string?)body["reviews"]![0]!["createTime"]);
    }

    private static (string? Type, string? Location, string? Review) Pointer(JObject push, string type, string location, string review)
    {
        var pointer = Parse(Encoding.UTF8.GetString(Convert.FromBase64String((string)push["message"]!["data"]!)));
        return ((string?)pointer[type], (string?)pointer[location], (string?)pointer[review]);
    }

    private static JObject Header(string token) => Parse(Encoding.UTF8.GetString(Bytes(token.Split('.')[0])));

    private static byte[] Bytes(string base64Url) => Convert.FromBase64String(base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '='));

    private async Task<List<Receiver.Received>> PushesAsync()
    {
        await Vendors.Webhooks.WhenIdleAsync();
        return [.. Receiver.All];
    }

    private async Task<string> TokenAsync(GooglePushFlaw flaw)
    {
        Google.SetNotifications(Google.Account.Topic, All);
        Google.Switches.PushFlaw = flaw;
        Google.PostReview(5, "Lovely");
        return (await PushesAsync())[^1].Headers["Authorization"]["Bearer ".Length..];
    }

    /// <summary>Checks a token as a careful receiver would: RS256 only, with the published key of its id. Null when it does not hold.</summary>
    private async Task<JObject?> VerifyAsync(string token)
    {
        var parts = token.Split('.');
        var header = Header(token);
        if ((string?)header["alg"] != "RS256") return null;
        var (_, jwks) = await CallAsync("GET", "oauth2/v3/certs");
        var key = jwks["keys"]!.FirstOrDefault(k => (string?)k["kid"] == (string?)header["kid"]);
        if (key is null) return null;
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes((string)key["n"]!), Exponent = Bytes((string)key["e"]!) });
        var good = rsa.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Bytes(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return good ? Parse(Encoding.UTF8.GetString(Bytes(parts[1]))) : null;
    }
}
