using IntegrationHub.Connectors;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Tests.Connecting;

public sealed class LoginWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("google-business-profile", 7.0, true)]
    [InlineData("google-business-profile", 6.6, true)]
    [InlineData("google-business-profile", 30, false)]
    [InlineData("hubspot", 7.0, false)]
    public void A_sign_in_that_ends_after_seven_days_names_the_test_mode(string connector, double days, bool named)
    {
        var grant = new StoredGrant { Connector = connector, Name = "Ana", SignedInAt = (Now - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds() };
        Assert.Equal(named, LoginWords.Ended(grant, Catalog.All[connector].Info, "invalid_grant", Now).Contains("In production", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(15, false)]
    [InlineData(null, false)]
    public void A_sign_in_expires_soon_within_two_weeks(int? days, bool soon) =>
        Assert.Equal(soon, LoginWords.EndsSoon(new StoredGrant { RefreshUntil = days is { } d ? Now.AddDays(d).ToUnixTimeMilliseconds() : null }, Now) is not null);
}
