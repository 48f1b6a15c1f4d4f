using System.Net;
using System.Net.Http.Json;
using IntegrationHub.Hub.Api;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>The past of a tool at a running hub: asked for by command and API, read from the tool, acted on by nobody.</summary>
public sealed class BackfillCommandTests : IAsyncLifetime
{
    private SandboxHub _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = await SandboxHub.StartAsync("""
            { "rules": [ { "id": "hello", "stage": "all", "mode": "live", "when": "newsletter.joined", "then": [ { "do": "hub.tag.add", "with": { "tag": "hello" } } ] } ] }
            """, "list/members");
        await _hub.Until("select count(*) from cursor where connection='list' and first_done = 1");
        _hub.Vendors.Mailchimp.Subscribe(_hub.Thing("list"), "jo@example.com");
        _hub.Vendors.Mailchimp.Subscribe(_hub.Thing("list"), "mo@example.com");
    }

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task It_is_read_shown_and_listed()
    {
        // Somebody who joined just now is the regular reading's, for which rules act; the span ends an hour before it.
        var (code, said, error) = await Run("list", "--since", "2020-01-01", "--by", "Anna");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("100 %", said, StringComparison.Ordinal);
        Assert.Contains("members", said, StringComparison.Ordinal);
        Assert.Equal(0, _hub.Read<long>("select count(*) from run"));
        Assert.Contains("done", (await Run()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_a_day_and_a_day_that_is_none_are_refused()
    {
        Assert.Contains("--since", (await Run("list")).Error, StringComparison.Ordinal);
        Assert.Contains("is no day", (await Run("list", "--since", "soon")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_or_has_ended_is_a_problem()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Post("connections/none/backfills", new BackfillWish(new(2024, 1, 1), "Anna"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("connections/list/backfills", new BackfillWish(new(2024, 1, 1), ""))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Post("connections/list/backfills", new BackfillWish(new(2999, 1, 1), "Anna"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Post("backfills/1/stop", new Signature("Anna"))).StatusCode);
        Assert.Contains("Name the first day", (await Run("list")).Error, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Post<T>(string path, T order) => _hub.Http.PostAsJsonAsync("api/v1/clients/ana/" + path, order, ApiJson.Options);

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync(["backfill", "ana", .. args, "--url", _hub.Http.BaseAddress!.ToString()]);
}
