using IntegrationHub.Sandbox.HubSpot;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Tests.HubSpot;

public sealed class HubSpotObjectEndpointsTests : HubSpotBench
{
    private const string Contacts = "crm/objects/2026-09/contacts";

    [Fact]
    public async Task Pages_of_a_list_show_every_record_once_and_then_end()
    {
        for (var i = 0; i < 25; i++) Hub.Create("contacts", Set(("email", $"guest{i}@example.com")));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var (_, body, _) = await CallAsync("GET", $"{Contacts}?limit=10" + (after is null ? "" : "&after=" + after));
            seen.AddRange(body["results"]!.Select(r => (string)r["id"]!));
            after = (string?)body["paging"]?["next"]?["after"];
        }
        while (after is not null);

        Assert.Equal(25, seen.Count);
        Assert.Equal(25, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_page_of_more_than_a_hundred_is_refused()
    {
        var (status, body, _) = await CallAsync("GET", $"{Contacts}?limit=101");
        Assert.Equal(400, status);
        Assert.Equal("VALIDATION_ERROR", (string?)body["category"]);
    }

    [Fact]
    public async Task Only_the_properties_asked_for_come_back_and_unset_ones_are_null()
    {
        var id = await ContactAsync("ana@example.com", ("firstname", "Ana"));
        var (_, body, _) = await CallAsync("GET", $"{Contacts}/{id}?properties=firstname,phone");
        var shown = (JObject)body["properties"]!;
        Assert.Equal("Ana", (string?)shown["firstname"]);
        Assert.Equal(JTokenType.Null, shown["phone"]!.Type);
        Assert.Null(shown["email"]);
        Assert.Equal(id, (string?)shown["hs_object_id"]);
    }

    [Fact]
    public async Task A_contact_is_found_by_its_address_in_any_case_and_stored_in_lower_case()
    {
        var id = await ContactAsync("  Ana@Example.com ");
        var (status, body, _) = await CallAsync("GET", $"{Contacts}/ANA@example.com?idProperty=email");
        Assert.Equal(200, status);
        Assert.Equal(id, (string?)body["id"]);
        Assert.Equal("ana@example.com", (string?)body["properties"]!["email"]);
    }

    [Fact]
    public async Task A_second_contact_of_one_address_is_a_conflict_that_names_the_first()
    {
        var id = await ContactAsync("ana@example.com");
        var (status, body, _) = await CallAsync("POST", Contacts, new { properties = new { email = "ANA@example.com" } });
        Assert.Equal(409, status);
        Assert.Equal("CONFLICT", (string?)body["category"]);
        Assert.EndsWith("Existing ID: " + id, (string?)body["message"]);
    }

    [Fact]
    public async Task Wrong_properties_are_listed_as_json_inside_the_message()
    {
        var (status, body, _) = await CallAsync("POST", Contacts, new { properties = new { email = "ana@example.com", shoe = "43", lifecyclestage = "friend" } });
        var message = (string)body["message"]!;
        var problems = Parse<JArray>(message[message.IndexOf('[', StringComparison.Ordinal)..]);
        Assert.Equal(400, status);
        Assert.Equal(["INVALID_OPTION", "PROPERTY_DOESNT_EXIST"], problems.Select(p => (string)p["error"]!).Order());
        Assert.Empty(Hub.All("contacts"));
    }

    [Fact]
    public async Task Lifecycle_backward_is_answered_with_200_and_not_done()
    {
        var id = await ContactAsync("ana@example.com", ("lifecyclestage", "customer"));
        var (status, body, _) = await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { lifecyclestage = "lead" } });
        Assert.Equal(200, status);
        Assert.Equal("customer", (string?)body["properties"]!["lifecyclestage"]);
    }

    [Fact]
    public async Task Lifecycle_goes_back_once_it_was_cleared()
    {
        var id = await ContactAsync("ana@example.com", ("lifecyclestage", "customer"));
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { lifecyclestage = "" } });
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { lifecyclestage = "lead" } });
        Assert.Equal("lead", Hub.Find("contacts", id)!["lifecyclestage"]);
    }

    [Fact]
    public async Task A_leading_semicolon_adds_to_a_multiple_checkbox_and_none_replaces()
    {
        Hub.DefineProperty("contacts", new HubSpotPropertyDefinition("hub_tags", "enumeration", "checkbox", ["vip", "bread", "cake"]));
        var id = await ContactAsync("ana@example.com", ("hub_tags", "vip"));
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { hub_tags = ";bread" } });
        Assert.Equal("vip;bread", Hub.Find("contacts", id)!["hub_tags"]);
        await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { hub_tags = "cake" } });
        Assert.Equal("cake", Hub.Find("contacts", id)!["hub_tags"]);
    }

    [Fact]
    public async Task A_value_without_option_is_refused_until_the_option_is_added()
    {
        var option = new { label = "VIP", value = "vip", displayOrder = 0 };
        await CallAsync("POST", "crm/properties/2026-09/contacts", new { groupName = "contactinformation", name = "hub_tags", label = "Tags", type = "enumeration", fieldType = "checkbox", options = new[] { option } });
        var id = await ContactAsync("ana@example.com", ("hub_tags", "vip"));
        Assert.Equal(400, (await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { hub_tags = ";cake" } })).Status);

        await CallAsync("PATCH", "crm/properties/2026-09/contacts/hub_tags", new { options = new[] { option, new { label = "Cake", value = "cake", displayOrder = 1 } } });
        Assert.Equal(200, (await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { hub_tags = ";cake" } })).Status);
        Assert.Equal("vip;cake", Hub.Find("contacts", id)!["hub_tags"]);
    }

    [Fact]
    public async Task An_archived_record_is_gone_from_reads_and_shown_only_on_request()
    {
        var id = await ContactAsync("ana@example.com");
        Assert.Equal(204, (await CallAsync("DELETE", $"{Contacts}/{id}")).Status);
        Assert.Equal(404, (await CallAsync("GET", $"{Contacts}/{id}")).Status);
        Assert.Equal(404, (await CallAsync("PATCH", $"{Contacts}/{id}", new { properties = new { firstname = "x" } })).Status);
        var (_, body, _) = await CallAsync("GET", $"{Contacts}?archived=true");
        Assert.Equal(id, (string?)Assert.Single(body["results"]!)["id"]);
    }

    [Fact]
    public async Task The_old_paths_answer_as_the_dated_ones()
    {
        var id = await ContactAsync("ana@example.com");
        var dated = await CallAsync("GET", $"crm/objects/2026-03/contacts/{id}");
        var old = await CallAsync("GET", $"crm/v3/objects/contacts/{id}");
        Assert.Equal(200, old.Status);
        Assert.Equal(dated.Body.ToString(), old.Body.ToString());
        Assert.Equal(404, (await CallAsync("GET", $"crm/objects/2026-05/contacts/{id}")).Status);
    }

    [Fact]
    public async Task A_task_needs_its_time_and_is_linked_to_its_contact_when_made()
    {
        var id = await ContactAsync("ana@example.com");
        var link = new[] { new { to = new { id }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 204 } } } };
        Assert.Equal(400, (await CallAsync("POST", "crm/objects/2026-09/tasks", new { properties = new { hs_task_subject = "Ring" }, associations = link })).Status);

        var (status, task, _) = await CallAsync("POST", "crm/objects/2026-09/tasks", new { properties = new { hs_timestamp = "1793523600000", hs_task_subject = "Ring" }, associations = link });
        Assert.Equal(201, status);
        var (_, links, _) = await CallAsync("GET", $"{Contacts}/{id}/associations/tasks");
        Assert.Equal((string?)task["id"], Assert.Single(links["results"]!)["toObjectId"]!.ToString());
    }

    [Fact]
    public async Task A_link_to_a_missing_record_refuses_the_note_and_makes_none()
    {
        var link = new[] { new { to = new { id = "999" }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = 202 } } } };
        var (status, _, _) = await CallAsync("POST", "crm/objects/2026-09/notes", new { properties = new { hs_timestamp = "1793523600000", hs_note_body = "Hello" }, associations = link });
        Assert.Equal(400, status);
        Assert.Empty(Hub.All("notes"));
    }

    [Fact]
    public async Task Histories_tell_who_wrote_each_value()
    {
        var id = await ContactAsync("ana@example.com", ("firstname", "Ana"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Hub.Change("contacts", long.Parse(id), Set(("firstname", "Anna")), HubSpotActor.Person(7));
        var (_, body, _) = await CallAsync("GET", $"{Contacts}/{id}?propertiesWithHistory=firstname");
        var history = body["propertiesWithHistory"]!["firstname"]!;
        Assert.Equal(["CRM_UI userId:7 Anna", "INTEGRATION 2633736 Ana"], history.Select(h => $"{h["sourceType"]} {h["sourceId"]} {h["value"]}"));
    }

    [Fact]
    public async Task Privacy_deletion_blocks_the_address_for_good()
    {
        var id = await ContactAsync("ana@example.com");
        Assert.Equal(204, (await CallAsync("POST", $"{Contacts}/gdpr-delete", new { objectId = "ana@example.com", idProperty = "email" })).Status);
        Assert.Equal(404, (await CallAsync("GET", $"{Contacts}/{id}?archived=true")).Status);
        Assert.Equal(400, (await CallAsync("POST", Contacts, new { properties = new { email = "ana@example.com" } })).Status);
        Assert.Equal(id, Assert.Single(Vendors.Ledger.Entries("hubspot", verb: "contact.gdpr-delete")).Object);
    }

    [Fact]
    public async Task Merging_makes_a_new_id_to_which_both_old_ones_lead()
    {
        var kept = await ContactAsync("ana@example.com");
        var gone = await ContactAsync("anna@example.com", ("phone", "+49 30 5550100"));
        var (_, merged, _) = await CallAsync("POST", $"{Contacts}/merge", new { primaryObjectId = kept, objectIdToMerge = gone });
        var id = (string)merged["id"]!;
        Assert.DoesNotContain(id, new[] { kept, gone });
        var (_, body, _) = await CallAsync("GET", $"{Contacts}/{gone}?properties=email,phone");
        Assert.Equal((id, "ana@example.com", "+49 30 5550100"), ((string)body["id"]!, (string)body["properties"]!["email"]!, (string)body["properties"]!["phone"]!));
    }

    [Fact]
    public async Task Broken_json_is_a_validation_error()
    {
        var (status, body, _) = await CallAsync("POST", Contacts, "{\"properties\":");
        Assert.Equal(400, status);
        Assert.Equal("VALIDATION_ERROR", (string?)body["category"]);
    }
}
