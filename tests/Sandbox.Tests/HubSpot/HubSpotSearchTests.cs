using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.HubSpot;

public sealed class HubSpotSearchTests : HubSpotBench
{
    private const string Path = "crm/objects/2026-09/contacts/search";

    [Fact]
    public async Task Changed_since_gives_the_changed_ones_in_order()
    {
        var first = await ContactAsync("a@example.com");
        Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await ContactAsync("b@example.com");
        Clock.Advance(TimeSpan.FromMinutes(1));
        var since = Clock.GetUtcNow();
        var third = await ContactAsync("c@example.com");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await CallAsync("PATCH", $"crm/objects/2026-09/contacts/{first}", new { properties = new { firstname = "A" } });

        var (_, body, _) = await FindAsync(new { filterGroups = Filter("lastmodifieddate", "GTE", since.ToUnixTimeMilliseconds().ToString()), sorts = Sort("lastmodifieddate", "ASCENDING") });
        Assert.Equal([third, first], body["results"]!.Select(r => (string)r["id"]!));
        Assert.DoesNotContain(second, body["results"]!.Select(r => (string)r["id"]!));
    }

    [Fact]
    public async Task Pages_follow_the_integer_cursor()
    {
        for (var i = 0; i < 5; i++) await ContactAsync($"guest{i}@example.com");
        var (_, first, _) = await FindAsync(new { limit = 3 });
        Assert.Equal((5, 3, "3"), ((int)first["total"]!, first["results"]!.Count(), (string)first["paging"]!["next"]!["after"]!));
        var (_, last, _) = await FindAsync(new { limit = 3, after = "3" });
        Assert.Equal(2, last["results"]!.Count());
        Assert.Null(last["paging"]);
    }

    [Theory]
    [InlineData(201, "0")]
    [InlineData(200, "9900")]
    [InlineData(10, "10000")]
    public async Task Too_long_a_page_and_paging_past_ten_thousand_are_refused(int limit, string after)
    {
        Assert.Equal(400, (await FindAsync(new { limit, after })).Status);
    }

    [Fact]
    public async Task The_last_page_before_ten_thousand_is_answered()
    {
        Assert.Equal(200, (await FindAsync(new { limit = 200, after = "9800" })).Status);
    }

    [Fact]
    public async Task New_and_changed_records_take_a_moment_to_be_found()
    {
        Hub.Switches.SearchDelay = TimeSpan.FromSeconds(5);
        var id = await ContactAsync("a@example.com", ("firstname", "Old"));
        Assert.Equal(0, (int)(await FindAsync(new { limit = 1 })).Body["total"]!);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await CallAsync("PATCH", $"crm/objects/2026-09/contacts/{id}", new { properties = new { firstname = "New" } });
        Assert.Equal("Old", (string?)(await FindAsync(new { limit = 1 })).Body["results"]![0]!["properties"]!["firstname"]);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("New", (string?)(await FindAsync(new { limit = 1 })).Body["results"]![0]!["properties"]!["firstname"]);
    }

    [Theory]
    [InlineData("firstname", "EQ", "ana", 1)]
    [InlineData("firstname", "NEQ", "ana", 2)]
    [InlineData("firstname", "HAS_PROPERTY", null, 2)]
    [InlineData("firstname", "NOT_HAS_PROPERTY", null, 1)]
    [InlineData("email", "CONTAINS_TOKEN", "*@other.example", 1)]
    [InlineData("email", "NOT_CONTAINS_TOKEN", "*@other.example", 2)]
    [InlineData("hs_object_id", "GT", "546500061938", 2)]
    [InlineData("hs_object_id", "LTE", "546500061938", 1)]
    public async Task Operators_find_what_they_say(string property, string op, string? value, int found)
    {
        await ContactAsync("a@example.com", ("firstname", "Ana"));
        await ContactAsync("b@other.example", ("firstname", "Ben"));
        await ContactAsync("c@example.com");
        Assert.Equal(found, (int)(await FindAsync(new { filterGroups = Filter(property, op, value) })).Body["total"]!);
    }

    [Fact]
    public async Task In_compares_text_in_lower_case_only()
    {
        await ContactAsync("a@example.com", ("firstname", "Ana"));
        object In(string value) => new { filterGroups = new[] { new { filters = new[] { new { propertyName = "firstname", @operator = "IN", values = new[] { value } } } } } };
        Assert.Equal(1, (int)(await FindAsync(In("ana"))).Body["total"]!);
        Assert.Equal(0, (int)(await FindAsync(In("Ana"))).Body["total"]!);
    }

    [Fact]
    public async Task Archived_records_are_never_found()
    {
        var id = await ContactAsync("a@example.com");
        await CallAsync("DELETE", $"crm/objects/2026-09/contacts/{id}");
        Assert.Equal(0, (int)(await FindAsync(new { limit = 1 })).Body["total"]!);
    }

    [Fact]
    public async Task The_sixth_search_in_a_second_is_refused_and_no_answer_carries_limit_headers()
    {
        for (var i = 0; i < 5; i++)
        {
            var good = await FindAsync(new { limit = 1 });
            Assert.Equal(200, good.Status);
            Assert.DoesNotContain(good.Answer.Headers, h => h.Key.StartsWith("X-HubSpot-RateLimit", StringComparison.OrdinalIgnoreCase));
        }

        var (status, body, answer) = await FindAsync(new { limit = 1 });
        Assert.Equal(429, status);
        Assert.Equal("RATE_LIMITS", (string?)body["category"]);
        Assert.Null(answer.Headers.RetryAfter);
        Assert.Equal(200, (await CallAsync("GET", "crm/objects/2026-09/contacts")).Status);
        Wall.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await FindAsync(new { limit = 1 })).Status);
    }

    private static object[] Filter(string propertyName, string op, string? value) => [new { filters = new[] { new { propertyName, @operator = op, value } } }];

    private static object[] Sort(string propertyName, string direction) => [new { propertyName, direction }];

    private Task<(int Status, JObject Body, HttpResponseMessage Answer)> FindAsync(object body) => CallAsync("POST", Path, body);
}
