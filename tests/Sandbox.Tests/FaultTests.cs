using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Sandbox.Tests.Mailchimp;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests;

public sealed class FaultTests : MailchimpFixture
{
    [Fact]
    public async Task A_fault_hits_so_often_as_told_and_then_all_is_well()
    {
        Vendors.Faults.Add(new Fault { Vendor = "mailchimp", Kind = FaultKind.ServerError, Status = 503, Times = 2 });
        List<int> got = [];
        for (var i = 0; i < 3; i++)
        {
            got.Add((await CallAsync("GET", "ping")).Status);
        }

        Assert.Equal([503, 503, 200], got);
        Assert.Equal([FaultKind.ServerError, FaultKind.ServerError, null], Vendors.World.Requests.Of("mailchimp").Select(r => r.Fault));
    }

    [Fact]
    public async Task A_fault_ends_with_its_time_and_touches_only_its_vendor_and_path()
    {
        Vendors.Faults.Add(new Fault { Vendor = "mailchimp", PathContains = "/ping", Kind = FaultKind.ServerError, Until = Monday.AddHours(2) });
        Vendors.Faults.Add(new Fault { Vendor = "shopify", Kind = FaultKind.ServerError });
        Assert.Equal(200, (await CallAsync("GET", "lists")).Status);
        Assert.Equal(500, (await CallAsync("GET", "ping")).Status);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(200, (await CallAsync("GET", "ping")).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("7")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("Mon, 02 Nov 2026 09:00:00 GMT")]
    public async Task Too_many_requests_carries_the_header_as_given_or_none(string? header)
    {
        Vendors.Faults.Add(new Fault { Kind = FaultKind.TooManyRequests, RetryAfter = header, Times = 1 });
        using var answer = await Http.GetAsync("ping");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(header, answer.Headers.TryGetValues("Retry-After", out var values) ? Assert.Single(values) : null);
    }

    [Fact]
    public async Task A_revoked_token_is_told_in_the_vendors_words()
    {
        Vendors.Faults.Add(new Fault { Kind = FaultKind.RevokedToken, Times = 1 });
        var (status, problem, type) = await CallAsync("GET", "ping");
        Assert.Equal((401, "API Key Invalid", "application/problem+json"), (status, (string?)problem["title"], type));
    }

    [Theory]
    [InlineData(FaultKind.HtmlPage, "text/html")]
    [InlineData(FaultKind.EmptyBody, "application/json")]
    public async Task A_page_or_nothing_comes_with_status_200(FaultKind kind, string type)
    {
        Vendors.Faults.Add(new Fault { Kind = kind, Times = 1 });
        using var answer = await Http.GetAsync("ping");
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(kind == FaultKind.EmptyBody, (await answer.Content.ReadAsStringAsync()).Length == 0);
    }

    [Theory]
    [InlineData(FaultKind.ConnectionReset)]
    [InlineData(FaultKind.TruncatedBody)]
    public async Task A_cut_connection_gives_the_caller_no_whole_answer(FaultKind kind)
    {
        Vendors.Faults.Add(new Fault { Kind = kind, Times = 1 });
        await Assert.ThrowsAnyAsync<Exception>(() => Http.GetStringAsync("lists"));
        Assert.Equal(200, (await CallAsync("GET", "lists")).Status);
    }

    [Fact]
    public async Task A_hanging_vendor_keeps_the_caller_waiting_until_it_goes()
    {
        Vendors.Faults.Add(new Fault { Kind = FaultKind.Hang, Times = 1 });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Http.GetStringAsync("ping", patience.Token));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_work_done()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        Vendors.Faults.Add(new Fault { Kind = FaultKind.ConnectionReset, AfterWork = true, Times = 1 });
        using var tag = new StringContent("""{"tags":[{"name":"vip","status":"active"}]}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Http.PostAsync(MemberPath("ada@example.com") + "/tags", tag));
        Assert.Single(Vendors.Ledger.Entries(verb: "member.tag.add"));
    }

    [Fact]
    public async Task A_dropped_subscription_is_gone_at_once()
    {
        await HookAsync();
        Vendors.Faults.Add(new Fault { Vendor = "mailchimp", Kind = FaultKind.DroppedSubscription });
        Assert.Equal(0, (int)(await CallAsync("GET", $"lists/{List.Id}/webhooks")).Body["total_items"]!);
        Assert.Empty(Vendors.Faults.Active);
    }

    [Fact]
    public async Task Faults_and_ledger_are_reached_over_http()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        var faults = new Uri(Vendors.Address, "/_sandbox/faults");
        using var made = await Http.PostAsync(faults, new StringContent("""{"vendor":"mailchimp","kind":"serverError","times":1,"delay":"00:00:02"}"""));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var wrong = await Http.PostAsync(faults, new StringContent("""{"kind":"earthquake"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), Assert.Single(Vendors.Faults.Active).Delay);
        using var off = await Http.DeleteAsync(faults);
        Assert.Empty(Vendors.Faults.Active);

        var ledger = JArray.Parse(await Http.GetStringAsync(new Uri(Vendors.Address, "/_sandbox/ledger?vendor=mailchimp&since=0")));
        Assert.Equal("member.subscribe", (string?)Assert.Single(ledger)["verb"]);
    }
}
