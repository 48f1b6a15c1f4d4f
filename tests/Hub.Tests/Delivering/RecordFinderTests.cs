using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Tests.Vendors;
using IntegrationHub.Sandbox.Shopify;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Hub.Tests.Delivering;

public class RecordFinderTests
{
    [Fact]
    public async Task A_person_known_by_address_is_looked_for_and_the_action_is_done_to_the_record()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFind = emails => VendorResult<IReadOnlyList<FoundRecord>>.From([.. emails.Select(Found)]);
        var action = await world.Plan("card.set");

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
        Assert.Equal("r-ana@example.com", world.Connector.Calls.Single().Actions[0].Target.ObjectId);
        Assert.Equal("r-ana@example.com", world.Text($"select object_id from action where id = {action}"));
    }

    [Fact]
    public async Task What_was_found_goes_into_the_journal_as_history_and_wakes_the_lane()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFind = emails => VendorResult<IReadOnlyList<FoundRecord>>.From([.. emails.Select(Found)]);
        await world.Plan("card.set");
        await world.Plan("card.set", run: "r2|k|1");

        await world.Deliver();

        Assert.Equal(1, world.Count("select count(*) from envelope where topic = 'stream:members' and historical = 1 and key1 like 'members|r-ana@example.com|%'"));
        Assert.Contains("ana", world.Waker.Lanes);
    }

    [Fact]
    public async Task The_echo_marks_name_the_record_before_the_call()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFind = emails => VendorResult<IReadOnlyList<FoundRecord>>.From([.. emails.Select(Found)]);
        var echoes = 0L;
        world.Connector.OnDeliver = (_, actions, _) =>
        {
            echoes = world.Count("select count(*) from echo where object = 'card:r-ana@example.com'");
            return Task.FromResult<IReadOnlyList<ActionVerdict>>([new ActionVerdict(actions[0].Key, ActionOutcome.Done, "Done.")]);
        };
        await world.Plan("card.set");

        await world.Deliver();

        Assert.Equal(1, echoes);
    }

    [Fact]
    public async Task Whom_the_tool_does_not_know_ends_with_a_verdict_that_says_what_to_do()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan("card.set");

        await world.Deliver();

        Assert.Equal(ActionState.Rejected, world.StateOf(action));
        Assert.StartsWith("Faketool does not know this person", world.ResultOf(action), StringComparison.Ordinal);
        Assert.Contains("Add them in Faketool", world.ResultOf(action), StringComparison.Ordinal);
        Assert.Empty(world.Connector.Calls);
    }

    [Fact]
    public async Task What_is_useful_without_the_record_goes_without_it()
    {
        await using var world = new OutboundWorld();
        var action = await world.Plan("call.plan");

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
        Assert.Null(world.Connector.Calls.Single().Actions[0].Target.ObjectId);
    }

    [Theory]
    [InlineData(FailureKind.Transient, ActionState.Due)]
    [InlineData(FailureKind.Unauthorised, ActionState.Held)]
    public async Task A_search_that_fails_is_a_try_like_any_other(FailureKind kind, ActionState state)
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFind = _ => new VendorFailure(kind, "No.");
        var action = await world.Plan("card.set");

        await world.Deliver();

        Assert.Equal(state, world.StateOf(action));
        Assert.Equal(1, world.Count($"select count(*) from attempt where action = {action} and ended_at is not null"));
        Assert.Empty(world.Connector.Calls);
    }

    [Fact]
    public async Task An_action_that_needs_no_record_looks_for_nobody()
    {
        await using var world = new OutboundWorld();
        world.Connector.OnFind = _ => throw new InvalidOperationException("nobody is to be looked for");
        var action = await world.Plan("tag.add");

        await world.Deliver();

        Assert.Equal(ActionState.Done, world.StateOf(action));
    }

    [Fact]
    public async Task In_the_real_tools_a_note_and_a_tag_reach_people_known_by_address_and_their_records_are_remembered()
    {
        await using var hub = await SandboxHub.StartAsync("""
            { "rules": [ { "id": "joined", "mode": "live", "when": "newsletter.joined", "then": [
                { "do": "crm.note.create", "with": { "body": "Joined the list" }, "touch": "internal" }, { "do": "shop.tag.add", "with": { "tag": "reader" }, "touch": "internal" } ] } ] }
            """, "list/members");
        var contact = hub.Vendors.HubSpot.Create("contacts", new Dictionary<string, string?> { ["email"] = "Jo@Example.com", ["firstname"] = "Jo" });
        var customer = hub.Vendors.Shopify.Shop("ana").AddCustomer(new ShopifyCustomer { Email = "jo@example.com", FirstName = "Jo", LastName = "Sample" });
        await hub.Until("select count(*) from cursor where connection='list' and first_done = 1");
        hub.Vendors.Mailchimp.Subscribe(hub.Thing("list"), "jo@example.com");
        await hub.Services.GetRequiredService<IntegrationHub.Hub.Polling.GapPolls>().RequestAsync("ana", "list");

        await hub.Until("select count(*) = 2 from action where state = 3");

        Assert.Single(hub.Vendors.HubSpot.Associated("contacts", contact.Id, "notes"));
        Assert.Contains("reader", hub.Vendors.Shopify.Shop("ana").Customer(customer.Id)!.Tags);
        await hub.Until($"select count(*) = 2 from identity where scope in ('crm:contact', 'shop:customer') and value in ('{contact.Id}', '{customer.Id}')");
        Assert.Equal(1, hub.Read<long>("select count(*) from contact where merged_into is null"));
    }

    private static FoundRecord Found(string email) => new(email, "r-" + email, "members", Encoding.UTF8.GetBytes($$"""{"id":"r-{{email}}"}"""), null);
}
