using System.Net.Http.Json;
using System.Text.Json;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>A link is made from the command line, answered from outside, and the answer comes back and is in the record.</summary>
public sealed class ShareCommandTests : IAsyncLifetime
{
    private SandboxHub _hub = null!;

    public async Task InitializeAsync() => _hub = await SandboxHub.StartAsync("""
        { "rules": [ { "id": "reader", "stage": "all", "mode": "shadow", "when": "newsletter.joined", "then": [ { "do": "shop.tag.add", "with": { "tag": "reader" } } ] },
                     { "id": "tell", "stage": "all", "mode": "live", "when": "hub.share.answered[remark]", "then": [ { "do": "hub.alert", "with": { "text": "{{ event.by }}: {{ event.note }}" } } ] } ] }
        """);

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task The_answer_comes_back_and_is_in_the_record()
    {
        var (code, said, error) = await Run("--for", "Olga", "--by", "Anna", "--days", "3");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("works only where this dashboard can be reached", said, StringComparison.Ordinal);
        var url = said.Split('\n', StringSplitOptions.TrimEntries).Single(l => l.StartsWith("http", StringComparison.Ordinal));
        Assert.Contains("We tag them &#x27;reader&#x27; in Shopify.", await _hub.Http.GetStringAsync(new Uri(url)), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("answer", "remark"), new("name", "Olga"), new("remark", "Not {{ contact.email }}\u001b[2J")]);
        (await _hub.Http.PostAsync(new Uri(url), form)).EnsureSuccessStatusCode();

        (code, said, _) = await Run("--list");
        Assert.Equal(0, code);
        Assert.Contains("remark: Olga left a remark", said, StringComparison.Ordinal);
        Assert.Contains("“Not {{ contact.email }}[2J”", said, StringComparison.Ordinal);
        await _hub.Until("select count(*) from event where name='hub.shared' and instr(data,'Anna')>0");
        await _hub.Until("select count(*) from event where name='hub.share.answered' and instr(data,'Olga')>0");
        await _hub.Until("select count(*) from alert where text like 'Olga: Not {{ contact.email }}%'"); // a rule may act on it, and what was typed is never read as a template
    }

    [Fact]
    public async Task A_link_is_taken_back_by_its_id()
    {
        await Run("--for", "Olga");
        var id = (await _hub.Http.GetFromJsonAsync<JsonElement>("api/v1/clients/ana/rules/reader/shares"))[0].GetProperty("id").GetString()!;
        Assert.Equal((0, ""), Without(await Run("--take-back", id, "--by", "Anna")));
        var (code, _, error) = await Run("--take-back", id);
        Assert.Equal(5, code);
        Assert.Contains("waits for no answer any more", error, StringComparison.Ordinal);
        Assert.Contains("Taken back by Anna", (await Run("--list")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "Name one of")]
    [InlineData("--list --for Olga", 1, "Name one of")]
    [InlineData("--for Olga --days 91", 5, "It is 1 to 90")]
    [InlineData("--for Olga --version 9", 5, "No such rule in that version")]
    [InlineData("--take-back 4", 5, "No such link")]
    public async Task What_cannot_be_is_said(string args, int expected, string says)
    {
        var (code, _, error) = await Run(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_answers_with_the_address_once_and_lists_without_it()
    {
        var made = await (await _hub.Http.PostAsJsonAsync("api/v1/clients/ana/rules/reader/shares", new { @for = "Olga", by = "Anna" })).Content.ReadFromJsonAsync<JsonElement>();
        var url = made.GetProperty("url").GetString()!;
        var list = await _hub.Http.GetStringAsync("api/v1/clients/ana/rules/reader/shares");
        Assert.DoesNotContain(url[(url.LastIndexOf('/') + 1)..], list, StringComparison.Ordinal);
        Assert.Equal(("waiting", true), (made.GetProperty("share").GetProperty("state").GetString(), made.GetProperty("share").GetProperty("isThisWording").GetBoolean()));
        var id = made.GetProperty("share").GetProperty("id").GetString();
        Assert.Equal(409, (int)(await _hub.Http.PostAsJsonAsync($"api/v1/clients/ana/rules/reader/shares/{id}/noted", new { by = "Anna" })).StatusCode);
        Assert.Equal(404, (int)(await _hub.Http.PostAsJsonAsync($"api/v1/clients/ana/rules/tell/shares/{id}/take-back", new { by = "Anna" })).StatusCode);
        Assert.Equal(400, (int)(await _hub.Http.PostAsJsonAsync("api/v1/clients/ana/rules/reader/shares", new { @for = " ", by = "Anna" })).StatusCode);
    }

    private static (int, string) Without((int Code, string Out, string Error) result) => (result.Code, result.Error);

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync(["mapping", "share", "ana", "reader", .. args, "--url", _hub.Http.BaseAddress!.ToString()]);
}
