using IntegrationHub.Hub.Polling;
using IntegrationHub.Sandbox.Mailchimp;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>A rule is sent to somebody of the team through the whole line: the tag comes to the mail tool, counts for no rule, and is planned to go off again.</summary>
public sealed class SendTestCommandTests : IAsyncLifetime
{
    private SandboxHub _hub = null!;

    public async Task InitializeAsync() => _hub = await SandboxHub.StartAsync("""
        { "rules": [ { "id": "welcome", "stage": "all", "mode": "shadow", "when": "newsletter.joined", "then": [
            { "wait": "P3D" }, { "do": "mail.tag.add", "with": { "tag": "welcome" }, "touch": "marketing", "starts": { "flow": "Welcome", "expect": { "event": "email.sent", "within": "PT2H" } } } ] } ] }
        """, "list/members");

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task The_tag_of_a_test_arrives_and_its_way_back_is_planned()
    {
        await _hub.Until("select count(*) from cursor where connection='list' and first_done = 1");
        foreach (var address in new[] { "owner@example.com", "jo@example.com" })
        {
            _hub.Vendors.Mailchimp.Subscribe(_hub.Thing("list"), address);
        }

        await _hub.Services.GetRequiredService<GapPolls>().RequestAsync("ana", "list");
        await _hub.Until("select count(*)=2 from decision where rule='welcome' and step is null");
        var (owner, jo) = (_hub.Read<long>("select id from contact where email='owner@example.com'"), _hub.Read<long>("select id from contact where email='jo@example.com'"));

        var (code, said, error) = await Run("--to", $"{owner}", "--like", $"{jo}");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Mailchimp: the tag “welcome” is put, and taken off after", said, StringComparison.Ordinal);
        Assert.Contains("The wait of 3 days is left out.", said, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent.", said, StringComparison.Ordinal);
        Assert.Equal(0, _hub.Read<long>("select count(*) from action"));

        Assert.Equal(0, (await Run("--to", $"{owner}", "--like", $"{jo}", "--yes", "--by", "Anna")).Code);
        await _hub.Until("select count(*) from action where rule='hub.test' and verb='tag.add' and state>=3");
        Assert.Contains("welcome", _hub.Vendors.Mailchimp.Member(_hub.Thing("list"), "owner@example.com")!.Tags);
        Assert.DoesNotContain("welcome", _hub.Vendors.Mailchimp.Member(_hub.Thing("list"), "jo@example.com")!.Tags);
        Assert.Equal(1, _hub.Read<long>("select count(*) from action where rule='hub.test' and verb='tag.remove' and state=0 and due_at-created_at=3600000"));
        Assert.Equal(0, _hub.Read<long>("select count(*) from action where rule='welcome'"));
        await _hub.Until("select count(*) from event where name='hub.tested' and instr(data,'Anna')>0");
    }

    [Fact]
    public async Task Who_is_no_contact_gets_no_test()
    {
        var (code, _, error) = await Run("--to", "99", "--like", "98");
        Assert.Equal(5, code);
        Assert.Contains("no contact of this client", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_the_wrong_kind_is_answered_in_words()
    {
        var answer = await _hub.Http.PostAsync("api/v1/clients/ana/rules/welcome/test", new StringContent("""{ "to": "x" }""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("of the wrong kind", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync(["mapping", "send-test", "ana", "welcome", .. args, "--url", _hub.Http.BaseAddress!.ToString()]);
}
