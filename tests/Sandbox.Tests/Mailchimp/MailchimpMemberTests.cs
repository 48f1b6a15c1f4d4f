using System.Formats.Tar;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Sandbox.Mailchimp;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.Mailchimp;

public sealed class MailchimpMemberTests : MailchimpFixture
{
    [Fact]
    public void A_member_is_named_by_the_md5_of_the_lower_cased_address() =>
        Assert.Equal("62eeb292278cc15f5817cb78f7790b08", MailchimpMember.HashOf("Urist.McVankab@freddiesjokes.com"));

    [Fact]
    public async Task An_upsert_makes_the_member_with_the_status_for_new_ones_and_then_leaves_the_status()
    {
        var (status, made, _) = await CallAsync("PUT", MemberPath("ada@example.com"), new { email_address = "ada@example.com", status_if_new = "subscribed", merge_fields = new { FNAME = "Ada" } });
        Assert.Equal((200, "subscribed", "Ada"), (status, (string?)made["status"], (string?)made["merge_fields"]!["FNAME"]));
        Assert.Equal("", (string?)made["merge_fields"]!["LNAME"]);

        Account.Unsubscribe(List.Id, "ada@example.com");
        var (_, again, _) = await CallAsync("PUT", MemberPath("ada@example.com"), new { email_address = "ada@example.com", status_if_new = "subscribed", merge_fields = new { LNAME = "L" } });
        Assert.Equal("unsubscribed", (string?)again["status"]);
    }

    [Fact]
    public async Task Who_left_cannot_be_subscribed_again_by_the_api()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        Account.Unsubscribe(List.Id, "ada@example.com");
        var (status, problem, type) = await CallAsync("PUT", MemberPath("ada@example.com"), new { email_address = "ada@example.com", status = "subscribed" });
        Assert.Equal((400, "Member In Compliance State", "application/problem+json"), (status, (string?)problem["title"], type));
        Assert.Equal(200, (await CallAsync("PATCH", MemberPath("ada@example.com"), new { status = "pending" })).Status);
    }

    [Fact]
    public async Task An_unknown_merge_field_is_dropped_without_a_word_and_a_wrong_number_is_refused()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        var (status, member, _) = await CallAsync("PATCH", MemberPath("ada@example.com"), new { merge_fields = new { NOPE = "x", FNAME = "Ada" } });
        Assert.Equal(200, status);
        Assert.Null(member["merge_fields"]!["NOPE"]);

        var (refused, problem, _) = await CallAsync("PATCH", MemberPath("ada@example.com"), new { merge_fields = new { LTV = "much" } });
        Assert.Equal((400, "LTV"), (refused, (string?)problem.SelectToken("errors[0].field")));
    }

    [Fact]
    public async Task A_tag_is_put_on_many_members_by_its_segment_and_strangers_are_passed_over()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        Account.Subscribe(List.Id, "bob@example.com");
        Account.Tag(List.Id, "ada@example.com", "vip");
        var segment = (string?)(await CallAsync("GET", $"lists/{List.Id}/tag-search?name=vip")).Body.SelectToken("tags[0].id");
        var (status, answer, _) = await CallAsync("POST", $"lists/{List.Id}/segments/{segment}", new { members_to_add = new[] { "ada@example.com", "bob@example.com", "eve@example.com" } });
        Assert.Equal((200, 1, "bob@example.com"), (status, (int)answer["total_added"]!, (string?)answer.SelectToken("members_added[0].email_address")));
    }

    [Fact]
    public async Task Polling_gives_who_changed_inside_the_window_in_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            Account.Subscribe(List.Id, $"m{i}@example.com");
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var query = $"lists/{List.Id}/members?since_last_changed=2026-11-02T08:01:00Z&before_last_changed=2026-11-02T08:04:00Z&sort_field=last_changed&sort_dir=ASC&count=2";
        var (_, first, _) = await CallAsync("GET", query);
        var (_, second, _) = await CallAsync("GET", query + "&offset=2&exclude_fields=members._links");
        Assert.Equal(3, (int)first["total_items"]!);
        Assert.Equal(["m1@example.com", "m2@example.com", "m3@example.com"], first["members"]!.Concat(second["members"]!).Select(m => (string?)m["email_address"]));
        Assert.NotNull(first["members"]![0]!["_links"]);
        Assert.Null(second["members"]![0]!["_links"]);
    }

    [Fact]
    public async Task Fields_keeps_only_what_is_named()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        var (_, body, _) = await CallAsync("GET", $"lists/{List.Id}/members?fields=members.email_address,total_items");
        Assert.Equal("""{"members":[{"email_address":"ada@example.com"}],"total_items":1}""", body.ToString(Newtonsoft.Json.Formatting.None));
    }

    [Fact]
    public async Task Tags_are_set_and_taken_once_and_read_back()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(204, (await CallAsync("POST", MemberPath("ada@example.com") + "/tags", new { tags = new[] { new { name = "vip", status = "active" } } })).Status);
        }

        Assert.Equal("vip", (string?)(await CallAsync("GET", MemberPath("ada@example.com") + "/tags")).Body.SelectToken("tags[0].name"));
        Assert.Equal(1, (int)(await CallAsync("GET", $"lists/{List.Id}/tag-search?name=VI")).Body["total_items"]!);
        Assert.Single(Vendors.Ledger.Entries(vendor: "mailchimp", verb: "member.tag.add"));
        Assert.Equal(404, (await CallAsync("POST", MemberPath("nobody@example.com") + "/tags", new { tags = new[] { new { name = "vip", status = "active" } } })).Status);
    }

    [Fact]
    public async Task An_event_needs_text_values_and_shows_in_the_feed()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        Assert.Equal(400, (await CallAsync("POST", MemberPath("ada@example.com") + "/events", new { name = "order_paid", properties = new { total = 12 } })).Status);
        Assert.Equal(204, (await CallAsync("POST", MemberPath("ada@example.com") + "/events", new { name = "order_paid", properties = new { total = "12" } })).Status);
        var (_, feed, _) = await CallAsync("GET", MemberPath("ada@example.com") + "/activity-feed?activity_filters=event");
        Assert.Equal("order_paid", (string?)Assert.Single(feed["activity"]!)["event_name"]);
    }

    [Fact]
    public async Task Archiving_and_erasing_follow_the_vendors_rules()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        Assert.Equal(204, (await CallAsync("DELETE", MemberPath("ada@example.com"))).Status);
        Assert.Equal(405, (await CallAsync("DELETE", MemberPath("ada@example.com"))).Status);
        Assert.Equal(204, (await CallAsync("POST", MemberPath("ada@example.com") + "/actions/delete-permanent")).Status);
        var (status, problem, _) = await CallAsync("PUT", MemberPath("ada@example.com"), new { email_address = "ada@example.com", status_if_new = "subscribed" });
        Assert.Equal((400, "Forgotten Email Not Subscribed"), (status, (string?)problem["title"]));
    }

    [Theory]
    [InlineData("GET", "lists/0000000000/members", 404, "Resource Not Found")]
    [InlineData("GET", "no-such-thing", 404, "Resource Not Found")]
    [InlineData("DELETE", "ping", 405, "Method Not Allowed")]
    public async Task A_wrong_call_gets_the_vendors_title(string method, string path, int status, string title)
    {
        var (got, problem, type) = await CallAsync(method, path);
        Assert.Equal((status, title, "application/problem+json"), (got, (string?)problem["title"], type));
    }

    [Fact]
    public async Task The_key_is_taken_as_bearer_and_as_basic_and_a_wrong_one_is_told()
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("anyone:" + Account.ApiKey)));
        Assert.Equal(200, (await CallAsync("GET", "ping")).Status);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong-us19");
        var (status, problem, _) = await CallAsync("GET", "ping");
        Assert.Equal((401, "API Key Invalid"), (status, (string?)problem["title"]));
    }

    [Fact]
    public async Task More_than_ten_calls_at_once_are_refused_without_any_hint_when_to_come_back()
    {
        Account.CallTakes = TimeSpan.FromSeconds(4); // longer than it takes to send all of them on a busy computer
        var answers = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => Http.GetAsync("ping")));
        Assert.Equal(4, answers.Count(a => (int)a.StatusCode == 429));
        Assert.All(answers, a => Assert.Null(a.Headers.RetryAfter));
    }

    [Fact]
    public async Task A_bulk_upsert_gives_a_verdict_for_each_member()
    {
        Account.Subscribe(List.Id, "left@example.com");
        Account.Unsubscribe(List.Id, "left@example.com");
        var (_, body, _) = await CallAsync("POST", $"lists/{List.Id}", new
        {
            update_existing = true,
            members = new[] { new { email_address = "a@example.com", status = "subscribed" }, new { email_address = "left@example.com", status = "subscribed" }, new { email_address = "nonsense", status = "subscribed" } },
        });
        Assert.Equal((1, 0, 2), ((int)body["total_created"]!, (int)body["total_updated"]!, (int)body["error_count"]!));
    }

    [Fact]
    public async Task A_batch_tells_how_many_failed_and_gives_each_answer()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        var (_, batch, _) = await CallAsync("POST", "batches", new
        {
            operations = new[]
            {
                new { method = "POST", path = MemberPath("ada@example.com") + "/tags", operation_id = "one", body = """{"tags":[{"name":"vip","status":"active"}]}""" },
                new { method = "POST", path = MemberPath("nobody@example.com") + "/tags", operation_id = "two", body = """{"tags":[{"name":"vip","status":"active"}]}""" },
            },
        });
        var (_, done, _) = await CallAsync("GET", $"batches/{batch["id"]}");
        Assert.Equal(("finished", 1), ((string?)done["status"], (int)done["errored_operations"]!));

        await using var gzip = new GZipStream(await Http.GetStreamAsync(new Uri(Vendors.Address, (string)done["response_body_url"]!)), CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        using var reader = new StreamReader((await tar.GetNextEntryAsync(copyData: true))!.DataStream!);
        Assert.Equal([("one", 204), ("two", 404)], JArray.Parse(await reader.ReadToEndAsync()).Select(r => ((string)r["operation_id"]!, (int)r["status_code"]!)));
    }
}
