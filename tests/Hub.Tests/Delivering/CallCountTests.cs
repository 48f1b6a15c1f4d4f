using System.Globalization;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Sandbox;
using IntegrationHub.Sandbox.Shopify;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace IntegrationHub.Hub.Tests.Delivering;

/// <summary>How many writes the tools are asked for when the same is done to a thousand people whose records are known. Reads are counted apart.</summary>
public sealed class CallCountTests(ITestOutputHelper output) : IAsyncLifetime
{
    private int _people = 1000;
    private SandboxHub _hub = null!;

    public async Task InitializeAsync() => _hub = await SandboxHub.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task A_tag_on_a_thousand_members_takes_at_most_4_calls_of_Mailchimp()
    {
        var list = _hub.Thing("list");
        for (var i = 0; i < _people; i++)
        {
            _hub.Vendors.Mailchimp.Subscribe(list, $"p{i}@example.com");
        }

        await PlanAsync("mailchimp", "list", "tag.add", """{"tag":"spring"}""", i => null);
        Assert.InRange(Writes("mailchimp"), 1, 4);
        Assert.Equal(_people, _hub.Vendors.Mailchimp.Members(list).Count(m => m.Tags.ContainsKey("spring")));
    }

    [Fact]
    public async Task A_tag_on_a_thousand_contacts_takes_at_most_12_calls_of_HubSpot()
    {
        var ids = Contacts();
        await PlanAsync("hubspot", "crm", "tag.add", """{"tag":"spring"}""", i => ids[i]);
        Assert.InRange(Writes("hubspot"), 1, 12);
        Assert.All(ids, id => Assert.Contains("spring", _hub.Vendors.HubSpot.Find("contacts", id)!["hub_tags"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_property_of_a_thousand_contacts_takes_at_most_11_calls_of_HubSpot()
    {
        var ids = Contacts();
        await PlanAsync("hubspot", "crm", "property.set", """{"property":"city","value":"Ulm"}""", i => ids[i]);
        Assert.InRange(Writes("hubspot"), 1, 11);
    }

    [Fact]
    public async Task A_tag_on_a_thousand_customers_takes_at_most_40_calls_of_Shopify_and_none_is_refused()
    {
        var shop = _hub.Vendors.Shopify.Shop("ana");
        shop.Throttle.RestoreRate = 2000; // the points of the largest plan but one; on the smallest it takes 80 s
        var ids = Enumerable.Range(0, _people).Select(i => shop.AddCustomer(new ShopifyCustomer { Email = $"p{i}@example.com" }).Id.ToString(CultureInfo.InvariantCulture)).ToList();
        await PlanAsync("shopify", "shop", "tag.add", """{"tag":"spring"}""", i => ids[i]);
        Assert.InRange(Writes("shopify"), 1, 40);
        Assert.Equal(_people, _hub.Vendors.Ledger.Entries("shopify", null, null, null, 0).Count(e => e.Verb.StartsWith("customer.tag", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Put_and_taken_before_anything_was_sent_asks_the_tool_for_nothing_but_the_end()
    {
        _people = 400; // both halves are within what one round looks at
        var ids = Contacts();
        await InsertAsync("hubspot", "crm", "tag.add", """{"tag":"spring"}""", i => ids[i], 0);
        await PlanAsync("hubspot", "crm", "tag.remove", """{"tag":"spring"}""", i => ids[i], _people);
        Assert.Equal(0, Writes("hubspot"));
        Assert.Equal(_people, _hub.Read<long>($"select count(*) from action where state={(int)ActionState.Dropped}"));
    }

    private List<string> Contacts() =>
        [.. Enumerable.Range(0, _people).Select(i => _hub.Vendors.HubSpot.Create("contacts", new Dictionary<string, string?> { ["email"] = $"p{i}@example.com" }).Id.ToString(CultureInfo.InvariantCulture))];

    // Reads of HubSpot are posts, too: searches and batch reads change nothing.
    private int Writes(string vendor)
    {
        var all = _hub.Vendors.World.Requests.Of(vendor);
        var writes = all.Count(IsWrite);
        output.WriteLine($"{vendor}: {writes} writes, {all.Count - writes} reads, {all.Count(r => r.Status >= 400)} refused");
        return writes;
    }

    private static bool IsWrite(SandboxRequest r) => r.Method != "GET" && !r.PathAndQuery.EndsWith("/read", StringComparison.Ordinal) && !r.PathAndQuery.EndsWith("/search", StringComparison.Ordinal);

    private async Task PlanAsync(string grant, string connection, string verb, string payload, Func<int, string?> record, int from = 0)
    {
        await InsertAsync(grant, connection, verb, payload, record, from);
        _hub.Services.GetRequiredService<IWaker>().GrantHasWork("login-" + grant);
        await SandboxHub.Until(() => _hub.Read<long>($"select count(*) from action where state in ({(int)ActionState.Due},{(int)ActionState.Sending})") == 0, "everything is sent");
        Assert.Equal(_people, _hub.Read<long>($"select count(*) from action where verb='{verb}' and state={(int)ActionState.Done}"));
    }

    // All in one job, as a turn of a lane plans them.
    private Task InsertAsync(string grant, string connection, string verb, string payload, Func<int, string?> record, int from)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return _hub.Services.GetRequiredService<HubStore>().Writer.Write(t =>
        {
            for (var i = 0; i < _people; i++)
            {
                t.Execute(
                    """
                    insert into action (id, client, "key", "grant", connection, verb, name, rule, run, step, contact, subject, object_id, email, touch, due_at, stale_at, state, payload, event, hops, target_reason,
                      approved_by, attempts, epoch, created_at, updated_at, expect)
                    values (@p0, 'ana', @p1, @p2, @p3, @p4, @p4, 'r', 'r|k|1', 's1', null, @p5, @p6, @p7, 0, @p8, null, 0, @p9, null, 1, 'the only one', null, 0, 0, @p8, @p8, null)
                    """, from + i + 1, $"key{from + i}", "login-" + grant, connection, verb, $"thing:{i}", record(i), $"p{i}@example.com", now, payload);
            }
        });
    }
}
