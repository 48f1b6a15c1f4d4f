namespace IntegrationHub.Sandbox.Tests.Mailchimp;

/// <summary>What a newly connected account says about itself and its audiences.</summary>
public sealed class MailchimpAccountTests : MailchimpFixture
{
    [Fact]
    public async Task The_root_says_who_it_is_and_what_the_caller_may_be()
    {
        Account.Subscribe(List.Id, "ada@example.com");
        var (status, body, _) = await CallAsync("GET", "");
        Assert.Equal(
            (200, Account.AccountId, "Sample account", "owner", 1),
            (status, (string?)body["account_id"], (string?)body["account_name"], (string?)body["role"], (int)body["total_subscribers"]!));
    }

    [Fact]
    public async Task Audiences_are_listed_with_their_figures_in_pages()
    {
        var second = Account.AddAudience("Market list");
        Account.Subscribe(List.Id, "ada@example.com");
        Account.Subscribe(List.Id, "gone@example.com");
        Account.Unsubscribe(List.Id, "gone@example.com");
        var (_, first, _) = await CallAsync("GET", "lists?count=1&fields=lists.id,lists.name,lists.stats.member_count,lists.stats.unsubscribe_count,total_items");
        Assert.Equal((1, 2), (first["lists"]!.Count(), (int)first["total_items"]!));
        Assert.Equal(("Newsletter", 1, 1), ((string?)first["lists"]![0]!["name"], (int)first["lists"]![0]!["stats"]!["member_count"]!, (int)first["lists"]![0]!["stats"]!["unsubscribe_count"]!));
        Assert.Equal(second.Id, (string?)(await CallAsync("GET", "lists?count=1&offset=1")).Body["lists"]![0]!["id"]);
    }
}
