using IntegrationHub.Sandbox.GoogleBusinessProfile;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.GoogleBusinessProfile;

/// <summary>Tokens, quota, and the v1 hosts.</summary>
public sealed class GoogleEndpointsTests : GoogleBench
{
    private string Account => "v1/accounts/" + Google.Account.Id;

    [Fact]
    public async Task A_refreshed_token_works_for_an_hour_and_brings_no_new_refresh_token()
    {
        var (status, body) = await RefreshAsync();
        Assert.Equal((200, "Bearer"), (status, (string?)body["token_type"]));
        Assert.Null(body["refresh_token"]);
        Use((string)body["access_token"]!);
        Assert.Equal(200, (await CallAsync("GET", "v1/accounts")).Status);
        Wall.Advance(TimeSpan.FromHours(1));
        var late = await CallAsync("GET", "v1/accounts");
        Assert.Equal((401, "UNAUTHENTICATED"), (late.Status, (string?)late.Body["error"]!["status"]));
    }

    [Fact]
    public async Task A_revoked_grant_is_invalid_for_refresh_and_for_calls()
    {
        Google.RevokeGrant();
        var (status, body) = await RefreshAsync();
        Assert.Equal((400, "invalid_grant"), (status, (string?)body["error"]));
        Assert.Equal(401, (await CallAsync("GET", "v1/accounts")).Status);
    }

    [Theory]
    [InlineData("v1/accounts")]
    [InlineData("v4/accounts/111222333444555666777/locations/5550001/reviews")]
    public async Task A_project_that_is_not_approved_has_a_quota_of_zero_everywhere(string path)
    {
        Google.Switches.QuotaZero = true;
        var (status, body) = await CallAsync("GET", path);
        Assert.Equal((429, "RESOURCE_EXHAUSTED"), (status, (string?)body["error"]!["status"]));
        Assert.Equal("0", (string?)body["error"]!["details"]![0]!["metadata"]!["quota_limit_value"]);
    }

    [Fact]
    public async Task Each_host_has_its_own_quota_and_v4_refuses_in_its_old_way()
    {
        Google.Switches.CallsPerMinute = 1;
        await CallAsync("GET", "v1/accounts");
        var over = await CallAsync("GET", "v1/accounts");
        Assert.Equal((429, "1"), (over.Status, (string?)over.Body["error"]!["details"]![0]!["metadata"]!["quota_limit_value"]));
        Assert.Equal(200, (await CallAsync("GET", Reviews)).Status);
        var old = await CallAsync("GET", Reviews);
        Assert.Equal((403, "rateLimitExceeded"), (old.Status, (string?)old.Body["error"]!["errors"]![0]!["reason"]));
        Google.Switches.OldStyleV4Errors = false;
        Assert.Equal(429, (await CallAsync("GET", Reviews)).Status);
        Wall.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await CallAsync("GET", "v1/accounts")).Status);
    }

    [Fact]
    public async Task Locations_need_a_read_mask_and_show_only_what_it_names()
    {
        var (status, body) = await CallAsync("GET", $"{Account}/locations");
        Assert.Equal((400, "INVALID_ARGUMENT"), (status, (string?)body["error"]!["status"]));
        var (_, listed) = await CallAsync("GET", $"{Account}/locations?readMask=name,title");
        var location = Assert.Single(listed["locations"]!);
        Assert.Equal(["name", "title"], ((JObject)location).Properties().Select(p => p.Name).Order());
        Assert.Equal((1, "locations/5550001"), ((int)listed["totalSize"]!, (string?)location["name"]));
    }

    [Fact]
    public async Task Somebody_elses_account_is_not_found()
    {
        Assert.Equal(404, (await CallAsync("GET", "v1/accounts/999/locations?readMask=name")).Status);
        Assert.Equal(404, (await CallAsync("GET", "v4/accounts/999/locations/5550001/reviews")).Status);
    }

    [Fact]
    public async Task Accounts_come_twenty_at_most_in_a_page_with_the_callers_own_first()
    {
        foreach (var n in Enumerable.Range(1, 25)) Google.AddGroup(new GoogleGroup("90000000000000000" + n, "Group " + n));
        var (_, first) = await CallAsync("GET", "v1/accounts?pageSize=100");
        Assert.Equal((20, Google.Account.Name), (first["accounts"]!.Count(), (string?)first["accounts"]![0]!["accountName"]));
        var (_, rest) = await CallAsync("GET", $"v1/accounts?pageSize=100&pageToken={Uri.EscapeDataString((string)first["nextPageToken"]!)}");
        Assert.Equal((6, null), (rest["accounts"]!.Count(), (string?)rest["nextPageToken"]));
        Assert.Equal(["PERSONAL"], (await CallAsync("GET", "v1/accounts?filter=type%3DPERSONAL")).Body["accounts"]!.Select(a => (string)a["type"]!));
    }

    [Fact]
    public async Task A_group_without_locations_lists_none_and_a_stranger_is_not_found()
    {
        Google.AddGroup(new GoogleGroup("9001", "Bakers of Berlin"));
        var (status, body) = await CallAsync("GET", "v1/accounts/9001/locations?readMask=name");
        Assert.Equal((200, null), (status, body["locations"]));
        Assert.Equal("Bakers of Berlin", (string?)(await CallAsync("GET", "v1/accounts/9001")).Body["accountName"]);
        Assert.Equal(404, (await CallAsync("GET", "v1/accounts/9002/locations?readMask=name")).Status);
    }

    [Fact]
    public async Task Locations_come_in_pages()
    {
        for (var i = 2; i <= 5; i++) Google.AddLocation("555000" + i, "Shop " + i, "K" + i);
        var (_, first) = await CallAsync("GET", $"{Account}/locations?readMask=name&pageSize=3");
        var (_, last) = await CallAsync("GET", $"{Account}/locations?readMask=name&pageSize=3&pageToken={Uri.EscapeDataString((string)first["nextPageToken"]!)}");
        Assert.Equal(5, first["locations"]!.Concat(last["locations"]!).Select(l => (string)l["name"]!).Distinct().Count());
        Assert.Null(last["nextPageToken"]);
    }

    [Fact]
    public async Task A_strangers_suggestion_is_shown_as_google_updated()
    {
        var closed = new JObject { ["periods"] = new JArray() };
        Google.SuggestChange("regularHours", closed);
        var (_, body) = await CallAsync("GET", "v1/locations/5550001:getGoogleUpdated?readMask=name,regularHours");
        Assert.Equal("regularHours", (string?)body["diffMask"]);
        Assert.Empty(body["location"]!["regularHours"]!["periods"]!);
        var (_, own) = await CallAsync("GET", "v1/locations/5550001?readMask=regularHours");
        Assert.NotEmpty(own["regularHours"]!["periods"]!);
    }

    [Fact]
    public async Task Daily_figures_nest_twice_and_leave_zeros_out()
    {
        Google.SetMetric("WEBSITE_CLICKS", new DateOnly(2026, 11, 1), 12);
        var (_, body) = await CallAsync("GET", "v1/locations/5550001:fetchMultiDailyMetricsTimeSeries?dailyMetrics=WEBSITE_CLICKS&dailyMetrics=CALL_CLICKS&" + Range("2026-11-01", "2026-11-02"));
        var series = body["multiDailyMetricTimeSeries"]![0]!["dailyMetricTimeSeries"]!;
        Assert.Equal(["WEBSITE_CLICKS", "CALL_CLICKS"], series.Select(s => (string)s["dailyMetric"]!));
        var days = series[0]!["timeSeries"]!["datedValues"]!;
        Assert.Equal(2, days.Count());
        Assert.Equal((JTokenType.String, "12"), (days[0]!["value"]!.Type, (string?)days[0]!["value"]));
        Assert.Null(days[1]!["value"]);
        Assert.Equal(2, (int)days[1]!["date"]!["day"]!);
    }

    [Fact]
    public async Task Young_days_have_no_figures_yet_when_google_lags()
    {
        Google.Switches.MetricsLag = TimeSpan.FromDays(3);
        Google.SetMetric("CALL_CLICKS", new DateOnly(2026, 10, 30), 5);
        Google.SetMetric("CALL_CLICKS", new DateOnly(2026, 10, 31), 7);
        var (_, body) = await CallAsync("GET", "v1/locations/5550001:getDailyMetricsTimeSeries?dailyMetric=CALL_CLICKS&" + Range("2026-10-30", "2026-10-31"));
        Assert.Equal(["5", null], body["timeSeries"]!["datedValues"]!.Select(d => (string?)d["value"]));
    }

    [Theory]
    [InlineData("dailyMetrics=NONSENSE")]
    [InlineData("")]
    public async Task An_unknown_or_missing_metric_is_invalid(string metric)
    {
        Assert.Equal(400, (await CallAsync("GET", $"v1/locations/5550001:fetchMultiDailyMetricsTimeSeries?{metric}&" + Range("2026-11-01", "2026-11-02"))).Status);
    }

    [Fact]
    public async Task Rare_search_words_are_told_as_a_threshold()
    {
        Google.SetKeyword(2026, 10, "bakery berlin", 120);
        Google.SetKeyword(2026, 10, "rye", 3);
        var (_, body) = await CallAsync("GET", "v1/locations/5550001/searchkeywords/impressions/monthly?monthlyRange.startMonth.year=2026&monthlyRange.startMonth.month=10&monthlyRange.endMonth.year=2026&monthlyRange.endMonth.month=10");
        Assert.Equal("120", (string?)body["searchKeywordsCounts"]![0]!["insightsValue"]!["value"]);
        Assert.Equal("15", (string?)body["searchKeywordsCounts"]![1]!["insightsValue"]!["threshold"]);
    }

    [Fact]
    public async Task A_post_is_processed_first_and_sent_twice_makes_two()
    {
        var path = $"v4/accounts/{Google.Account.Id}/locations/5550001/localPosts";
        var (_, made) = await CallAsync("POST", path, new { languageCode = "en", topicType = "STANDARD", summary = "Fresh rye" });
        Assert.Equal("PROCESSING", (string?)made["state"]);
        await CallAsync("POST", path, new { languageCode = "en", topicType = "STANDARD", summary = "Fresh rye" });
        Clock.Advance(Google.Switches.PostDelay);
        var (_, listed) = await CallAsync("GET", path);
        Assert.Equal(["LIVE", "LIVE"], listed["localPosts"]!.Select(p => (string)p["state"]!));
        Assert.Equal(400, (await CallAsync("POST", path, new { topicType = "OFFER", summary = "10 %" })).Status);
        Assert.Equal(400, (await CallAsync("PATCH", $"v4/{made["name"]}", new { summary = "x" })).Status);
        Assert.Equal("Rye", (string?)(await CallAsync("PATCH", $"v4/{made["name"]}?updateMask=summary", new { summary = "Rye" })).Body["summary"]);
    }

    [Fact]
    public async Task The_notification_setting_is_changed_by_mask()
    {
        Assert.Equal(400, (await CallAsync("PATCH", $"{Account}/notificationSetting", new { pubsubTopic = "projects/p/topics/t" })).Status);
        Assert.Equal(400, (await CallAsync("PATCH", $"{Account}/notificationSetting?updateMask=notificationTypes", new { notificationTypes = new[] { "NONSENSE" } })).Status);
        await CallAsync("PATCH", $"{Account}/notificationSetting?updateMask=pubsubTopic,notificationTypes", new { pubsubTopic = "projects/p/topics/t", notificationTypes = new[] { "NEW_REVIEW" } });
        await CallAsync("PATCH", $"{Account}/notificationSetting?updateMask=notificationTypes", new { notificationTypes = new[] { "NEW_REVIEW", "UPDATED_REVIEW" } });
        var (_, body) = await CallAsync("GET", $"{Account}/notificationSetting");
        Assert.Equal(($"accounts/{Google.Account.Id}/notificationSetting", "projects/p/topics/t", 2), ((string?)body["name"], (string?)body["pubsubTopic"], body["notificationTypes"]!.Count()));
    }

    private static string Range(string first, string last)
    {
        static string Part(string name, string day) => $"dailyRange.{name}.year={day[..4]}&dailyRange.{name}.month={int.Parse(day[5..7])}&dailyRange.{name}.day={int.Parse(day[8..])}";
        return Part("startDate", first) + "&" + Part("endDate", last);
    }

    private Task<(int Status, JObject Body)> RefreshAsync() => FormAsync(
        "token", ("grant_type", "refresh_token"), ("client_id", Google.Account.ClientId), ("client_secret", Google.Account.ClientSecret), ("refresh_token", Google.Account.RefreshToken));
}
