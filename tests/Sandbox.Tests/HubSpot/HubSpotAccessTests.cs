namespace IntegrationHub.Sandbox.Tests.HubSpot;

/// <summary>Tokens, limits and the answers that have nothing to do with a record.</summary>
public sealed class HubSpotAccessTests : HubSpotBench
{
    private const string Contacts = "crm/objects/2026-09/contacts";

    [Fact]
    public async Task Without_a_token_it_is_401_with_a_correlation_id()
    {
        Use(null);
        var (status, body, answer) = await CallAsync("GET", Contacts);
        Assert.Equal(401, status);
        Assert.Equal(answer.Headers.GetValues("X-HubSpot-Correlation-Id").Single(), (string?)body["correlationId"]);
    }

    [Fact]
    public async Task A_refreshed_token_lives_thirty_minutes()
    {
        var (status, body) = await RefreshAsync(Hub.Account.RefreshToken);
        Assert.Equal((200, 1800, Hub.Account.PortalId), (status, (int)body["expires_in"]!, (long)body["hub_id"]!));
        Use((string)body["access_token"]!);
        Wall.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(200, (await CallAsync("GET", Contacts)).Status);
        Wall.Advance(TimeSpan.FromMinutes(2));
        var late = await CallAsync("GET", Contacts);
        Assert.Equal((401, "EXPIRED_AUTHENTICATION"), (late.Status, (string?)late.Body["category"]));
    }

    [Fact]
    public async Task After_uninstalling_the_refresh_token_is_bad()
    {
        Hub.Uninstall();
        var (status, body) = await RefreshAsync(Hub.Account.RefreshToken);
        Assert.Equal(400, status);
        Assert.Equal(("invalid_grant", "BAD_REFRESH_TOKEN"), ((string?)body["error"], (string?)body["status"]));
    }

    [Fact]
    public async Task The_call_over_the_rolling_limit_is_429_without_retry_after_until_the_window_has_moved()
    {
        Hub.Switches.TenSecondLimit = 3;
        var first = await CallAsync("GET", Contacts);
        Assert.Equal(["3"], first.Answer.Headers.GetValues("X-HubSpot-RateLimit-Max"));
        Assert.Equal(["2"], first.Answer.Headers.GetValues("X-HubSpot-RateLimit-Remaining"));
        Assert.Equal(["10000"], first.Answer.Headers.GetValues("X-HubSpot-RateLimit-Interval-Milliseconds"));
        Assert.False(first.Answer.Headers.Contains("X-HubSpot-RateLimit-Daily"));
        Wall.Advance(TimeSpan.FromSeconds(4));
        await CallAsync("GET", Contacts);
        await CallAsync("GET", Contacts);

        var (status, body, answer) = await CallAsync("GET", Contacts);
        Assert.Equal((429, "RATE_LIMIT", "TEN_SECONDLY_ROLLING"), (status, (string?)body["errorType"], (string?)body["policyName"]));
        Assert.Null(answer.Headers.RetryAfter);
        Wall.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(200, (await CallAsync("GET", Contacts)).Status);
        Assert.Equal(429, (await CallAsync("GET", Contacts)).Status);
    }

    [Fact]
    public async Task The_daily_limit_ends_at_midnight_of_the_account()
    {
        Wall.SetUtcNow(new DateTimeOffset(2026, 11, 23, 22, 50, 0, TimeSpan.Zero));
        Hub.Switches.DailyLimit = 1;
        Assert.Equal(200, (await CallAsync("GET", Contacts)).Status);
        var (status, body, _) = await CallAsync("GET", Contacts);
        Assert.Equal((429, "DAILY"), (status, (string?)body["policyName"]));
        Wall.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(200, (await CallAsync("GET", Contacts)).Status);
    }

    [Fact]
    public async Task A_locked_record_answers_423_and_stays_as_it_is()
    {
        var id = await ContactAsync("ana@example.com");
        Hub.Switches.Locked.Add("contacts/" + id);
        Assert.Equal(423, (await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { firstname = "Ana" } })).Status);
        Assert.Null(Hub.Find("contacts", id)!["firstname"]);
    }

    [Fact]
    public async Task A_moving_account_answers_477_with_the_seconds_to_wait()
    {
        Hub.Switches.MigratingUntil = Clock.GetUtcNow() + TimeSpan.FromHours(2);
        var (status, _, answer) = await CallAsync("GET", Contacts);
        Assert.Equal(477, status);
        Assert.Equal(TimeSpan.FromHours(2), answer.Headers.RetryAfter!.Delta);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(200, (await CallAsync("GET", Contacts)).Status);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        Hub.Switches.MissingScopes.Add("crm.objects.deals.write");
        var (status, body, _) = await CallAsync("POST", "crm/objects/2026-09/deals", new { properties = new { dealname = "Cake" } });
        Assert.Equal((403, "MISSING_SCOPES"), (status, (string?)body["category"]));
        Assert.Equal("crm.objects.deals.write", (string?)body["errors"]![0]!["context"]!["requiredGranularScopes"]![0]);
    }

    [Fact]
    public async Task The_account_says_who_it_is()
    {
        var (_, body, _) = await CallAsync("GET", "account-info/2026-09/details");
        Assert.Equal((Hub.Account.PortalId, "EUR"), ((long)body["portalId"]!, (string?)body["companyCurrency"]));
    }

    [Fact]
    public async Task Opting_out_is_seen_in_the_preferences_and_on_the_contact_and_subscribing_again_says_so()
    {
        var id = await ContactAsync("ana@example.com");
        Assert.Empty((await CallAsync("GET", "communication-preferences/2026-09/statuses/ana@example.com/unsubscribe-all?channel=EMAIL")).Body["results"]!);
        await CallAsync("POST", "communication-preferences/2026-09/statuses/ana@example.com/unsubscribe-all?channel=EMAIL");
        Assert.NotEmpty((await CallAsync("GET", "communication-preferences/2026-09/statuses/ana@example.com/unsubscribe-all?channel=EMAIL")).Body["results"]!);
        Assert.Equal("true", Hub.Find("contacts", id)!["hs_email_optout"]);

        var again = await CallAsync("POST", "communication-preferences/2026-09/statuses/ana@example.com", new { channel = "EMAIL", subscriptionId = 10001, statusState = "SUBSCRIBED" });
        Assert.Equal("RESUBSCRIBE_OCCURRED", (string?)again.Body["setStatusSuccessReason"]);
        var noop = await CallAsync("POST", "communication-preferences/2026-09/statuses/ana@example.com", new { channel = "EMAIL", subscriptionId = 10001, statusState = "SUBSCRIBED" });
        Assert.Equal("NO_STATUS_CHANGE", (string?)noop.Body["setStatusSuccessReason"]);
        Assert.Equal("false", Hub.Find("contacts", id)!["hs_email_optout"]);
    }

    [Fact]
    public async Task Members_go_into_manual_lists_only()
    {
        var id = await ContactAsync("ana@example.com");
        var manual = (await CallAsync("POST", "crm/lists/2026-09", new { name = "VIP", objectTypeId = "0-1", processingType = "MANUAL" })).Body["list"]!["listId"];
        var moving = (await CallAsync("POST", "crm/lists/2026-09", new { name = "Recent", objectTypeId = "0-1", processingType = "DYNAMIC" })).Body["list"]!["listId"];
        var added = await CallAsync("PUT", $"crm/lists/2026-09/{manual}/memberships/add", new[] { id, "1" });
        Assert.Equal((id, "1"), ((string?)added.Body["recordsIdsAdded"]![0], (string?)added.Body["recordIdsMissing"]![0]));
        Assert.Equal(id, (string?)(await CallAsync("GET", $"crm/lists/2026-09/{manual}/memberships")).Body["results"]![0]!["recordId"]);
        Assert.Equal(400, (await CallAsync("PUT", $"crm/lists/2026-09/{moving}/memberships/add", new[] { id })).Status);
    }

    [Fact]
    public async Task Form_submissions_are_read_newest_first()
    {
        Hub.SubmitForm("form-1", "Wedding cake", "https://bakery.example/cake", new Dictionary<string, string> { ["email"] = "chiara@example.com", ["guests"] = "80" });
        Clock.Advance(TimeSpan.FromHours(1));
        Hub.SubmitForm("form-1", "Wedding cake", "https://bakery.example/cake", new Dictionary<string, string> { ["email"] = "jonas@example.com" });
        var (_, body, _) = await CallAsync("GET", "form-integrations/v1/submissions/forms/form-1?limit=1");
        Assert.Equal("jonas@example.com", (string?)body["results"]![0]!["values"]![0]!["value"]);
        Assert.Equal("1", (string?)body["paging"]!["next"]!["after"]);
        Assert.NotNull(Hub.Find("contacts", "chiara@example.com", "email")!["recent_conversion_date"]);
    }

    [Fact]
    public async Task Stages_say_whether_they_are_closed_as_text()
    {
        var (_, body, _) = await CallAsync("GET", "crm/pipelines/2026-09/deals");
        var won = body["results"]![0]!["stages"]!.Single(s => (string?)s["id"] == "closedwon");
        Assert.Equal(("true", "1.0"), ((string?)won["metadata"]!["isClosed"], (string?)won["metadata"]!["probability"]));
    }

    private Task<(int Status, Newtonsoft.Json.Linq.JObject Body)> RefreshAsync(string token) => FormAsync(
        "oauth/v3/token", ("grant_type", "refresh_token"), ("client_id", Hub.Account.ClientId), ("client_secret", Hub.Account.ClientSecret), ("refresh_token", token));
}
