using System.Net;
using System.Net.Http.Json;
using IntegrationHub.Hub.Polling;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>What is coming up at a running hub: listed by command, skipped by API, and never done then.</summary>
public sealed class ComingCommandTests : IAsyncLifetime
{
    private SandboxHub _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = await SandboxHub.StartAsync("""
            { "rules": [ { "id": "hello", "stage": "all", "mode": "live", "when": "newsletter.joined", "then": [ { "wait": "P2D" }, { "do": "hub.tag.add", "with": { "tag": "hello" } } ] } ] }
            """, "list/members");
        await _hub.Until("select count(*) from cursor where connection='list' and first_done = 1");
        _hub.Vendors.Mailchimp.Subscribe(_hub.Thing("list"), "jo@example.com");
        await _hub.Services.GetRequiredService<GapPolls>().RequestAsync("ana", "list");
        await _hub.Until("select count(*) from run where rule='hello' and ended_at is null");
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task It_is_listed_skipped_once_and_told_of()
    {
        var (code, said, error) = await Run("--days", "7");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Nothing is due in the next 24 hours, 1 in seven days.", said, StringComparison.Ordinal);
        Assert.Contains("hello", said, StringComparison.Ordinal);

        var item = JObject.Parse((await Run("--days", "7", "--json")).Out)["items"]!.Single();
        var order = new { runs = new[] { item.Value<string>("run") }, by = "Anna", note = "they called" };
        var skipped = await _hub.Http.PostAsJsonAsync("api/v1/clients/ana/coming/skip", order);
        Assert.Equal("""{"skipped":1}""", await skipped.Content.ReadAsStringAsync());
        await _hub.Until("select count(*) from run where rule='hello' and ended_at is not null");
        await _hub.Until("select count(*) from decision where clause='skipped' and sentence='was skipped by Anna: they called'");
        Assert.Equal("""{"skipped":0}""", await (await _hub.Http.PostAsJsonAsync("api/v1/clients/ana/coming/skip", order)).Content.ReadAsStringAsync());
        Assert.Contains("Nothing is due in the next seven days.", (await Run()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_held_until_a_time_and_the_list_says_by_whom()
    {
        var run = JObject.Parse((await Run("--days", "7", "--json")).Out)["items"]!.Single().Value<string>("run");
        var order = new { runs = new[] { run }, until = TimeProvider.System.GetUtcNow().AddDays(6), by = "Anna", note = "away" };
        Assert.Equal("""{"held":1}""", await (await _hub.Http.PostAsJsonAsync("api/v1/clients/ana/coming/hold", order)).Content.ReadAsStringAsync());
        await _hub.Until("select count(*) from decision where clause='held'");
        var why = JObject.Parse((await Run("--days", "7", "--json")).Out)["items"]!.Single().Value<string>("why");
        Assert.Matches("^held until .* by Anna: away$", why);
        var past = await _hub.Http.PostAsJsonAsync("api/v1/clients/ana/coming/hold", order with { until = TimeProvider.System.GetUtcNow().AddDays(-1) });
        Assert.Contains("Name a time that comes", await past.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "runs": [], "by": "Anna" }""", "Name 1 to 200")]
    [InlineData("""{ "runs": [ "x" ], "by": "" }""", "by")]
    public async Task A_wish_that_says_nothing_is_refused(string order, string says)
    {
        var answer = await _hub.Http.PostAsync("api/v1/clients/ana/coming/skip", new StringContent(order, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync(["coming", "ana", .. args, "--url", _hub.Http.BaseAddress!.ToString()]);
}
