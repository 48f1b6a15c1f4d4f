using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Sandbox.HubSpot;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.HubSpot;

public sealed class HubSpotWebhookTests : HubSpotBench
{
    private const string Contacts = "crm/objects/2026-09/contacts";

    [Fact]
    public async Task Writes_of_the_app_of_another_app_and_of_a_person_differ_in_their_source()
    {
        Hub.Subscribe("contact.propertyChange", "firstname");
        Hub.InstallOtherApp("other-token", 777);
        var id = await ContactAsync("ana@example.com", ("firstname", "A"));
        Use("other-token");
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { firstname = "B" } });
        Hub.Change("contacts", long.Parse(id), Set(("firstname", "C")), HubSpotActor.Person(9));

        var events = (await EventsAsync()).ToDictionary(e => (string)e["propertyValue"]!, e => $"{e["changeSource"]} {e["sourceId"]} {e["sourceId"]!.Type} {e["appId"]}");
        Assert.Equal($"INTEGRATION 2633736 String {Hub.Account.AppId}", events["A"]);
        Assert.Equal($"INTEGRATION 777 String {Hub.Account.AppId}", events["B"]);
        Assert.Equal($"CRM_UI userId:9 String {Hub.Account.AppId}", events["C"]);
    }

    [Fact]
    public async Task An_event_has_the_documented_fields_and_the_key_subscriptionType()
    {
        var subscription = Hub.Subscribe("contact.creation");
        var id = await ContactAsync("ana@example.com");
        var e = Assert.Single(await EventsAsync());
        Assert.Equal("contact.creation", (string?)e["subscriptionType"]);
        Assert.Null(e["eventType"]);
        Assert.Equal((id, subscription.Id, Hub.Account.PortalId, 0), (e["objectId"]!.ToString(), (long)e["subscriptionId"]!, (long)e["portalId"]!, (int)e["attemptNumber"]!));
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds(), (long)e["occurredAt"]!);
        Assert.Equal("CREATED", (string?)e["changeFlag"]);
    }

    [Fact]
    public async Task Deliveries_are_signed_over_what_was_sent()
    {
        Hub.Subscribe("contact.creation");
        await ContactAsync("ana@example.com");
        await EventsAsync();
        var got = Assert.Single(Receiver.All);
        var stamp = got.Headers["X-HubSpot-Request-Timestamp"];
        var v3 = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Hub.Account.ClientSecret), Encoding.UTF8.GetBytes("POST" + Receiver.Address.AbsoluteUri + got.Text + stamp)));
        Assert.Equal(v3, got.Headers["X-HubSpot-Signature-v3"]);
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(), stamp);
        Assert.Equal("v1", got.Headers["X-HubSpot-Signature-Version"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Hub.Account.ClientSecret + got.Text))), got.Headers["X-HubSpot-Signature"]);
    }

    [Fact]
    public async Task The_second_version_can_be_chosen_and_signatures_left_out()
    {
        Hub.Subscribe("contact.creation");
        Hub.Switches.Signatures = HubSpotSignatures.V2;
        await ContactAsync("a@example.com");
        await EventsAsync();
        Assert.Equal("v2", Receiver.All.Last().Headers["X-HubSpot-Signature-Version"]);
        Hub.Switches.Signatures = HubSpotSignatures.None;
        await ContactAsync("b@example.com");
        await EventsAsync();
        Assert.DoesNotContain(Receiver.All.Last().Headers.Keys, k => k.StartsWith("X-HubSpot-Signature", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_refused_delivery_comes_again_with_the_next_attempt_number_and_a_signature_that_fits()
    {
        Hub.Subscribe("contact.creation");
        Receiver.Status = n => n < 3 ? 404 : 200;
        await ContactAsync("ana@example.com");
        var events = await EventsAsync();
        Assert.Equal([0, 1, 2], events.Select(e => (int)e["attemptNumber"]!));
        Assert.Single(events.Select(e => (long)e["eventId"]!).Distinct());
        foreach (var got in Receiver.All)
        {
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Hub.Account.ClientSecret + got.Text))), got.Headers["X-HubSpot-Signature"]);
        }
    }

    [Fact]
    public async Task After_eleven_tries_a_delivery_is_given_up_and_the_subscription_stays()
    {
        Hub.Subscribe("contact.creation");
        Receiver.Status = _ => 500;
        await ContactAsync("ana@example.com");
        Assert.Equal(11, (await EventsAsync()).Count);
        Assert.Single(Hub.Subscriptions);
    }

    [Fact]
    public async Task More_than_a_hundred_events_come_in_several_arrays()
    {
        Hub.Subscribe("contact.creation");
        Hub.Subscribe("contact.propertyChange", "email");
        var inputs = Enumerable.Range(0, 100).Select(i => new { objectWriteTraceId = "t" + i, properties = new { email = $"g{i}@example.com" } });
        await CallAsync("POST", Contacts + "/batch/create", new { inputs });
        Assert.Equal(200, (await EventsAsync()).Count);
        Assert.Equal([100, 100], Receiver.All.Select(r => Parse<JArray>(r.Text).Count));
    }

    [Fact]
    public async Task Property_events_of_a_new_contact_come_before_its_creation()
    {
        Hub.Subscribe("contact.creation");
        Hub.Subscribe("contact.propertyChange", "email");
        await ContactAsync("ana@example.com");
        var events = await EventsAsync();
        Assert.Equal(["contact.propertyChange", "contact.creation"], events.Select(e => (string)e["subscriptionType"]!));
        Assert.Single(events.Select(e => (long)e["occurredAt"]!).Distinct());
    }

    [Fact]
    public async Task Writing_what_is_there_already_and_moving_the_lifecycle_back_tell_nobody()
    {
        var id = await ContactAsync("ana@example.com", ("firstname", "Ana"), ("lifecyclestage", "customer"));
        Hub.SubscribeToTheUsual();
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { firstname = "Ana", lifecyclestage = "lead" } });
        Assert.Empty(await EventsAsync());
        Assert.Empty(Vendors.Ledger.Entries("hubspot", verb: "contact.update"));
    }

    [Fact]
    public async Task The_bakerys_own_workflow_answers_under_its_own_name()
    {
        Hub.DefineProperty("contacts", new HubSpotPropertyDefinition("vip_mark"));
        Hub.SwitchOn(new HubSpotWorkflow("41", "contacts", "vip_mark", "vip", "vip_mark", "VIP"));
        var id = await ContactAsync("ines@example.com");
        Hub.Subscribe("contact.propertyChange", "vip_mark");
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { vip_mark = "vip" } });
        await EventsAsync();
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { vip_mark = "vip" } });

        var events = await EventsAsync();
        Assert.Equal(2, events.Count(e => (string?)e["changeSource"] == "INTEGRATION" && (string?)e["propertyValue"] == "vip"));
        Assert.Equal(2, events.Count(e => (string?)e["changeSource"] == "AUTOMATION_PLATFORM" && (string?)e["propertyValue"] == "VIP"));
        Assert.Equal("VIP", Hub.Find("contacts", id)!["vip_mark"]);
    }

    [Fact]
    public async Task Two_workflows_against_each_other_end()
    {
        Hub.SwitchOn(new HubSpotWorkflow("1", "contacts", "firstname", "a", "firstname", "b"));
        Hub.SwitchOn(new HubSpotWorkflow("2", "contacts", "firstname", "b", "firstname", "a"));
        var id = await ContactAsync("ana@example.com", ("firstname", "a"));
        Assert.InRange(Hub.Find("contacts", id)!.History("firstname").Count, 2, 12);
    }

    [Fact]
    public async Task Deletion_restore_merge_link_and_privacy_deletion_each_have_their_event()
    {
        Hub.SubscribeToTheUsual();
        var a = Hub.Create("contacts", Set(("email", "a@example.com"))).Id;
        var b = Hub.Create("contacts", Set(("email", "b@example.com"), ("phone", "+49 30 5550100"))).Id;
        var deal = Hub.Create("deals", Set(("dealname", "Cake"))).Id;
        Hub.Associate("contacts", a, "deals", deal);
        Hub.Delete("contacts", b);
        Hub.Restore("contacts", b);
        var joined = Hub.Merge("contacts", a, b).Id;
        Hub.Forget(joined);

        var events = (await EventsAsync()).ToLookup(e => (string)e["subscriptionType"]!);
        Assert.Equal(b, (long)Assert.Single(events["contact.deletion"])["objectId"]!);
        Assert.Equal(b, (long)Assert.Single(events["contact.restore"])["objectId"]!);
        var merge = Assert.Single(events["contact.merge"]);
        Assert.Equal((a, b, joined, 1), ((long)merge["primaryObjectId"]!, (long)merge["mergedObjectIds"]![0]!, (long)merge["newObjectId"]!, (int)merge["numberOfPropertiesMoved"]!));
        var link = Assert.Single(events["contact.associationChange"]);
        Assert.Equal(("CONTACT_TO_DEAL", a, deal, false), ((string?)link["associationType"], (long)link["fromObjectId"]!, (long)link["toObjectId"]!, (bool)link["associationRemoved"]!));
        Assert.Equal("DEAL_TO_CONTACT", (string?)Assert.Single(events["deal.associationChange"])["associationType"]);
        Assert.Equal(joined, (long)Assert.Single(events["contact.privacyDeletion"])["objectId"]!);
    }

    [Fact]
    public async Task An_object_subscription_carries_its_type_id()
    {
        Hub.Subscribe("object.propertyChange", "email", "0-1");
        await ContactAsync("ana@example.com");
        var e = Assert.Single(await EventsAsync());
        Assert.Equal(("object.propertyChange", "0-1", "ana@example.com"), ((string?)e["subscriptionType"], (string?)e["objectTypeId"], (string?)e["propertyValue"]));
    }

    [Fact]
    public async Task A_dropped_subscription_is_missing_from_the_list_and_silent()
    {
        Hub.Subscribe("contact.creation");
        Vendors.Faults.Add(new Fault { Vendor = "hubspot", Kind = FaultKind.DroppedSubscription });
        await ContactAsync("ana@example.com");
        Assert.Empty(await EventsAsync());
        Assert.Empty((await CallAsync("GET", $"webhooks/v3/{Hub.Account.AppId}/subscriptions")).Body["results"]!);
    }

    [Fact]
    public async Task A_subscription_made_by_api_is_silent_until_it_is_switched_on()
    {
        var made = await CallAsync("POST", $"webhooks/v3/{Hub.Account.AppId}/subscriptions", new { eventType = "contact.creation" });
        await ContactAsync("a@example.com");
        Assert.Empty(await EventsAsync());
        await CallAsync("PATCH", $"webhooks/v3/{Hub.Account.AppId}/subscriptions/{made.Body["id"]}", new { active = true });
        await ContactAsync("b@example.com");
        Assert.Single(await EventsAsync());
    }

    [Fact]
    public async Task History_is_kept_and_told_to_nobody()
    {
        Hub.SubscribeToTheUsual();
        using (Vendors.World.InThePast(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero))) Hub.Create("contacts", Set(("email", "old@example.com")));
        Assert.Empty(await EventsAsync());
        Assert.Equal("2026-01-05T08:00:00.000Z", Assert.Single(Hub.All("contacts"))["createdate"]);
    }
}
