using IntegrationHub.Hub.Tests.Dashboard;
using IntegrationHub.Hub.Tests.Hosting;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>Looking from the command line, at a running hub.</summary>
public sealed class LogCommandTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task The_log_is_told_in_words_the_newest_last()
    {
        var (code, said, _) = await Run("log", "kornhaus", "--kind", "action");
        Assert.Equal(0, code);
        var rows = said.Split('\n').Where(l => l.Contains("action", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains("Note “Asked about gluten”: may have been written", rows[^1], StringComparison.Ordinal);
        Assert.Contains("Maria Rossi", rows[^1], StringComparison.Ordinal);
        Assert.Contains("2026-11-10 09:54:00", rows[^1], StringComparison.Ordinal); // the client's zone
    }

    [Fact]
    public async Task The_log_is_searched_and_filtered()
    {
        var (_, said, _) = await Run("log", "kornhaus", "Maria", "--result", "no", "--json");
        var only = JObject.Parse(said.Trim());
        Assert.Equal(("decision", "no", "42"), ((string?)only["kind"], (string?)only["result"], (string?)only["id"]));
    }

    [Fact]
    public async Task A_filter_that_means_nothing_is_refused_with_what_it_may_be()
    {
        var (code, _, error) = await Run("log", "kornhaus", "--kind", "nonsense");
        Assert.Equal(5, code);
        Assert.Contains("envelope, event, decision, action", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_is_none_is_said_with_those_that_are()
    {
        var (code, _, error) = await Run("log", "nobody");
        Assert.Equal(5, code);
        Assert.Contains("There are: kornhaus.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Following_tells_each_new_entry_once_until_it_is_ended()
    {
        using var stop = new CancellationTokenSource();
        using var output = new SharedOutput();
        var following = CommandLine.RunAsync(output, stop.Token, "log", "kornhaus", "--tool", "till", "--follow", "--json", "--url", hub.Url.ToString());
        for (var n = 1; n <= 2; n++)
        {
            await PutEvent(5000 + n);
            await Until(() => output.Lines().Count == n);
        }

        await stop.CancelAsync();
        Assert.Equal(0, (await following).Code);
        Assert.Equal(["5001", "5002"], output.Lines().Select(l => (string?)JObject.Parse(l)["id"]));
    }

    [Fact]
    public async Task What_a_customer_wrote_cannot_steer_the_terminal()
    {
        await hub.Store.Writer.Write(t => t.Execute("update contact set name = @p0 where id = 11", "a\u001b[31mb\u202Ec"));
        var (_, said, _) = await Run("contact", "show", "kornhaus", "lucy");
        Assert.Contains("a\uFFFD[31mb\uFFFDc", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said);
    }

    [Fact]
    public async Task A_contacts_story_says_why_and_why_not()
    {
        var (code, said, _) = await Run("contact", "show", "kornhaus", "maria");
        Assert.Equal(0, code);
        Assert.StartsWith("Maria Rossi  (10)", said, StringComparison.Ordinal);
        Assert.Contains("asked within P180D: asked 92 days ago", said, StringComparison.Ordinal);
        Assert.Contains("Tag “thank-you” added", said, StringComparison.Ordinal);
        Assert.Contains("Without a recorded yes no marketing goes out.", said, StringComparison.Ordinal);

        var (_, not, _) = await Run("contact", "show", "kornhaus", "10", "--why-not");
        Assert.Contains("asked 92 days ago", not, StringComparison.Ordinal);
        Assert.DoesNotContain("thank-you” added", not, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_is_given_as_JSON_too()
    {
        var (code, said, _) = await Run("contact", "show", "kornhaus", "10", "--json");
        Assert.Equal((0, "Maria Rossi"), (code, (string?)JObject.Parse(said)["contact"]!["name"]));
    }

    [Theory]
    [InlineData("nobody-at-all", "No contact with 'nobody-at-all'.")]
    [InlineData("example.com", "2 contacts with 'example.com'. Name one by its id.")]
    [InlineData("12", "No such contact")]
    public async Task Who_is_not_one_contact_is_said(string who, string says)
    {
        var (code, _, error) = await Run("contact", "show", "kornhaus", who);
        Assert.Equal(5, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    private static async Task Until(Func<bool> reached)
    {
        for (var i = 0; i < 600 && !reached(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(reached());
    }

    private Task PutEvent(long id) => hub.Store.Writer.Write(t => t.Execute(
        """
        insert into event (id, client, natural_key, contact, subject, name, kind, occurred_at, received_at, historical, connection, tool, data, hops, is_echo)
        select @p0, client, @p1, contact, subject, name, kind, @p2, @p2, historical, 'till', tool, data, hops, is_echo from event where id = 31
        """, id, "cli" + id, SampleBakery.Now.ToUnixTimeMilliseconds() + id));

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync([.. args, "--url", hub.Url.ToString()]);
}
