using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.GoogleBusinessProfile;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.Tests.GoogleBusinessProfile;

public sealed class GoogleTokenTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);
    private static readonly Dictionary<string, string> Settings = new()
    {
        [GoogleBusinessProfileSettings.Audience] = PushToken.Audience,
        [GoogleBusinessProfileSettings.ServiceAccount] = PushToken.Account,
    };

    private static WebhookSecrets Secrets => new([], PushToken.KeySet, Settings);

    [Theory]
    [InlineData("iss", "\"https://accounts.google.example\"")]
    [InlineData("iss", "null")]
    [InlineData("aud", "\"https://hub.example/hooks/apps/another\"")]
    [InlineData("aud", "null")]
    [InlineData("aud", "[]")]
    [InlineData("email", "\"thief@project.iam.gserviceaccount.example\"")]
    [InlineData("email", "null")]
    [InlineData("email_verified", "false")]
    [InlineData("email_verified", "null")]
    public void A_token_for_somebody_else_is_refused(string claim, string value) => Assert.Equal(VerificationReason.WrongRecipient, Verify(With(claim, value)));

    [Theory]
    [InlineData("iss", "\"accounts.google.com\"")]
    [InlineData("aud", "[\"x\",\"https://hub.example/hooks/apps/google-business-profile\"]")]
    [InlineData("email", "\"Push@hub-demo.iam.gserviceaccount.example\"")]
    public void Other_spellings_are_taken(string claim, string value) => Assert.Equal(VerificationReason.Valid, Verify(With(claim, value)));

    [Theory]
    [InlineData(0, VerificationReason.Valid)]
    [InlineData(3660, VerificationReason.Valid)]
    [InlineData(3661, VerificationReason.StaleTime)]
    [InlineData(-60, VerificationReason.Valid)]
    [InlineData(-61, VerificationReason.StaleTime)]
    public void Times_count_with_a_minute_of_skew(int seconds, VerificationReason expected) =>
        Assert.Equal(expected, new GoogleBusinessProfileConnector().Verify(Request(PushToken.Rs256(PushToken.Head(), PushToken.Claims(Now))), Secrets, Now.AddSeconds(seconds)).Reason);

    [Theory]
    [InlineData("exp", "null")]
    [InlineData("iat", "null")]
    public void A_token_without_times_is_stale(string claim, string value) => Assert.Equal(VerificationReason.StaleTime, Verify(With(claim, value)));

    [Fact]
    public void A_time_that_is_no_number_spoils_the_token() => Assert.Equal(VerificationReason.WrongSignature, Verify(With("exp", "\"soon\"")));

    [Fact]
    public void A_token_signed_with_the_public_key_as_secret_is_refused()
    {
        var head = PushToken.Head();
        head["alg"] = "HS256";
        Assert.Equal(VerificationReason.WrongSignature, Verify(PushToken.Hs256(head, PushToken.Claims(Now))));
    }

    [Fact]
    public void A_signature_of_another_kind_under_the_name_of_ours_is_refused() =>
        Assert.Equal(VerificationReason.WrongSignature, Verify(PushToken.Hs256(PushToken.Head(), PushToken.Claims(Now))));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    public void Another_algorithm_is_refused(string algorithm)
    {
        var head = PushToken.Head();
        head["alg"] = algorithm;
        Assert.Equal(VerificationReason.WrongSignature, Verify(PushToken.Unsigned(head, PushToken.Claims(Now)) + "."));
        Assert.Equal(VerificationReason.WrongSignature, Verify(PushToken.Rs256(head, PushToken.Claims(Now))));
    }

    [Fact]
    public void A_token_without_signature_is_refused() => Assert.Equal(VerificationReason.WrongSignature, Verify(PushToken.Unsigned(PushToken.Head(), PushToken.Claims(Now)) + "."));

    [Fact]
    public void An_unknown_key_asks_for_the_key_set()
    {
        var head = PushToken.Head();
        head["kid"] = "rotated";
        Assert.Equal(VerificationReason.UnknownKey, Verify(PushToken.Rs256(head, PushToken.Claims(Now))));
        head.Remove("kid");
        Assert.Equal(VerificationReason.UnknownKey, Verify(PushToken.Rs256(head, PushToken.Claims(Now))));
    }

    [Fact]
    public void No_key_set_asks_for_the_key_set() => Assert.Equal(
        VerificationReason.UnknownKey,
        new GoogleBusinessProfileConnector().Verify(Request(PushToken.Rs256(PushToken.Head(), PushToken.Claims(Now))), Secrets with { KeySet = null }, Now).Reason);

    [Theory]
    [InlineData(GoogleBusinessProfileSettings.Audience, null)]
    [InlineData(GoogleBusinessProfileSettings.ServiceAccount, null)]
    [InlineData(GoogleBusinessProfileSettings.Audience, "")]
    [InlineData(GoogleBusinessProfileSettings.ServiceAccount, "")]
    public void Without_audience_or_account_nothing_can_be_judged(string setting, string? value)
    {
        var settings = new Dictionary<string, string>(Settings);
        settings.Remove(setting);
        if (value is not null)
        {
            settings[setting] = value;
        }

        var request = Request(PushToken.Rs256(PushToken.Head(), PushToken.Claims(Now)));
        Assert.Equal(VerificationReason.NoSecret, new GoogleBusinessProfileConnector().Verify(request, Secrets with { Settings = settings }, Now).Reason);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwdw==")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ...")]
    [InlineData("Bearer e30.e30.e30")]
    public void What_is_no_token_is_refused(string header) => Assert.Equal(
        VerificationReason.WrongSignature,
        new GoogleBusinessProfileConnector().Verify(new("POST", PushToken.Audience, _ => header, PushEnvelope.OfReview()), Secrets, Now).Reason);

    [Fact]
    public void A_giant_token_is_refused_unread() => Assert.Equal(VerificationReason.WrongSignature, Verify(new string('a', 20_000)));

    private static string With(string claim, string value)
    {
        var claims = PushToken.Claims(Now);
        claims[claim] = JToken.Parse(value);
        if (value == "null")
        {
            claims.Remove(claim);
        }

        return PushToken.Rs256(PushToken.Head(), claims);
    }

    private static WebhookRequest Request(string token) =>
        new("POST", PushToken.Audience, name => name == "Authorization" ? "Bearer " + token : null, PushEnvelope.OfReview());

    private static VerificationReason Verify(string token) => new GoogleBusinessProfileConnector().Verify(Request(token), Secrets, Now).Reason;
}
