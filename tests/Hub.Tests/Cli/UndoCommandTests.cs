using IntegrationHub.Hub.Polling;
using IntegrationHub.Sandbox.Shopify;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Cli;

/// <summary>A tag that a rule put in the shop is taken off again from the command line, by way of the whole line.</summary>
public sealed class UndoCommandTests : IAsyncLifetime
{
    private SandboxHub _hub = null!;

    public async Task InitializeAsync() => _hub = await SandboxHub.StartAsync("""
        { "rules": [ { "id": "reader", "stage": "all", "mode": "live", "when": "newsletter.joined", "then": [
            { "do": "shop.tag.add", "with": { "tag": "reader" } }, { "do": "hub.tag.add", "with": { "tag": "keen" } } ] } ] }
        """, "list/members");

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task A_tag_in_the_shop_is_taken_off_and_the_log_tells_who_wanted_it()
    {
        var customer = _hub.Vendors.Shopify.Shop("ana").AddCustomer(new ShopifyCustomer { Email = "jo@example.com", FirstName = "Jo", LastName = "Sample" });
        await _hub.Until("select count(*) from cursor where connection='list' and first_done = 1");
        _hub.Vendors.Mailchimp.Subscribe(_hub.Thing("list"), "jo@example.com");
        await _hub.Services.GetRequiredService<GapPolls>().RequestAsync("ana", "list");
        await SandboxHub.Until(() => Tags().Contains("reader"));
        await _hub.Until("select count(*) from action where rule='reader' and state=3");

        var (code, said, error) = await Run("undo", "ana", "reader");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1 × The tag “reader” is taken off in Shopify.", said, StringComparison.Ordinal);
        Assert.Contains("1 × The tag “keen” is taken off in Hub.", said, StringComparison.Ordinal);
        Assert.Contains("Nothing was done yet. With --yes 2 actions are taken back.", said, StringComparison.Ordinal);
        Assert.Contains("reader", Tags());

        (code, said, _) = await Run("undo", "ana", "reader", "--yes", "--by", "Anna", "--note", "wrong people");
        Assert.Equal(0, code);
        Assert.Contains("2 actions are taken back as fast as the tools allow.", said, StringComparison.Ordinal);
        await SandboxHub.Until(() => !Tags().Contains("reader"));
        await _hub.Until("select count(*) from contact where json_extract(facts,'$.tags.hub.keen.on')=0");
        await _hub.Until("select count(*) from event where name='hub.undone' and instr(data,'Anna')>0 and instr(data,'wrong people')>0");

        IReadOnlyCollection<string> Tags() => [.. _hub.Vendors.Shopify.Shop("ana").Customer(customer.Id)!.Tags];
    }

    [Theory]
    [InlineData("undo ana nobody", "No such rule")]
    [InlineData("undo ana reader --from 2026-11-02 --to 2026-11-01", "before 'to'")]
    public async Task What_cannot_be_is_said(string command, string says)
    {
        var (code, _, error) = await Run(command.Split(' '));
        Assert.Equal(5, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Out, string Error)> Run(params string[] args) => CommandLine.RunAsync(["mapping", .. args, "--url", _hub.Http.BaseAddress!.ToString()]);
}
