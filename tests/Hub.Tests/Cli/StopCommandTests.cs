using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Hosting;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>Stop and go from the command line, at a running hub.</summary>
public sealed class StopCommandTests(RunningHub hub) : IClassFixture<RunningHub>, IAsyncLifetime
{
    public Task InitializeAsync() => hub.Store.Writer.Write(t =>
    {
        t.Execute("delete from stop");
        t.Execute("delete from action where id >= 1000");
        for (var i = 0; i < 9; i++)
        {
            t.Execute(
                """
                insert into action (id, client, "key", "grant", connection, verb, name, rule, run, step, subject, touch, due_at, stale_at, state, payload, hops, target_reason, attempts, epoch, created_at, updated_at)
                values (@p0, 'kornhaus', @p1, 'nobodys', 'mail', 'tag.add', 'mail.tag.add', @p2, 'r', 's', 'x', 0, 1, @p3, @p4, '{}', 1, '', 0, 0, 1, 1)
                """, 1000 + i, "cli" + i, i < 5 ? "thank-you" : "cart-reminder", i < 5 ? null : 2L, ActionState.Held);
        }
    });

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_stop_says_what_is_held_and_how_it_goes_on()
    {
        var (code, said, _) = await Run("stop", "kornhaus", "--reason", "wrong text", "--by", "Anna");
        Assert.Equal(0, code);
        Assert.Contains("Stopped everything for Sample Bakery Kornhaus. Receiving goes on; 9 planned actions are held. Nothing is lost.", said, StringComparison.Ordinal);
        Assert.Contains("hub go kornhaus", said, StringComparison.Ordinal);
        Assert.Equal(1, hub.Count("select count(*) from stop where client='kornhaus' and scope='client' and by='Anna' and reason='wrong text'"));
    }

    [Fact]
    public async Task A_preview_stops_nothing()
    {
        var (code, said, _) = await Run("stop", "kornhaus", "--rule", "thank-you", "--preview");
        Assert.Equal(0, code);
        Assert.StartsWith("Would stop the rule Thank you. Receiving goes on; 5 planned actions are held.", said, StringComparison.Ordinal);
        Assert.Equal(0, hub.Count("select count(*) from stop"));
    }

    [Theory]
    [InlineData("--rule", "no-such-rule", "No such rule")]
    [InlineData("--connection", "no-such-connection", "No such connection")]
    public async Task What_is_not_there_is_not_stopped(string scope, string id, string says)
    {
        var (code, _, error) = await Run("stop", "kornhaus", scope, id);
        Assert.Equal(5, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_scopes_at_once_are_not_understood()
    {
        var (code, _, error) = await Run("stop", "kornhaus", "--rule", "a", "--connection", "b");
        Assert.Equal(1, code);
        Assert.Contains("not both", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_on_without_a_choice_shows_what_waited_and_changes_nothing()
    {
        await Run("stop", "kornhaus", "--by", "Anna");
        var (code, said, error) = await Run("go", "kornhaus");
        Assert.Equal(5, code);
        Assert.Contains("9 actions waited", said, StringComparison.Ordinal);
        Assert.Contains("5 are still useful, 4 are too old (Cart reminder).", said, StringComparison.Ordinal);
        Assert.Contains("Choose --send-useful or --drop-all.", error, StringComparison.Ordinal);
        Assert.Equal(1, hub.Count("select count(*) from stop"));
    }

    [Fact]
    public async Task Going_on_sends_what_is_useful_once()
    {
        await Run("stop", "kornhaus", "--by", "Anna");
        var (code, said, _) = await Run("go", "kornhaus", "--send-useful");
        Assert.Equal((0, "It goes on. 5 actions go out now, 4 actions were dropped."), (code, said.Trim()));

        var (again, _, error) = await Run("go", "kornhaus", "--send-useful");
        Assert.Equal(5, again);
        Assert.Contains("Nothing is stopped for this client.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_is_said_as_JSON_too()
    {
        var stopped = JObject.Parse((await Run("stop", "kornhaus", "--connection", "shop", "--json")).Out);
        Assert.Equal(("connection", "Fake", true), ((string?)stopped["scope"], (string?)stopped["covers"], (bool)stopped["stopped"]!));

        var gone = JObject.Parse((await Run("go", "kornhaus", "--connection", "shop", "--json")).Out);
        Assert.Equal((0, 0, 0), ((int)gone["sent"]!, (int)gone["dropped"]!, (int)gone["unsure"]!));
    }

    [Fact]
    public async Task Without_a_running_hub_the_message_says_what_to_do()
    {
        var (code, _, error) = await CommandLine.RunAsync("stop", "kornhaus", "--url", "http://127.0.0.1:9");
        Assert.Equal(4, code);
        Assert.Contains("No hub answers at http://127.0.0.1:9/", error, StringComparison.Ordinal);
        Assert.Contains("hub run", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_said()
    {
        var (code, _, error) = await CommandLine.RunAsync("go", "kornhaus", "--url", "localhost");
        Assert.Equal(4, code);
        Assert.Contains("'localhost' is no address of a hub", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync([.. args, "--url", hub.Url.ToString()]);
}
