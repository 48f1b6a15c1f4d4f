using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>Events about a customer's record, tags and consent.</summary>
internal static class ShopifyCustomerEvents
{
    /// <summary><c>customers/create</c>, <c>update</c>, <c>enable</c>, <c>disable</c>.</summary>
    internal static Normalised OfRecord(ShopifyScope scope, JsonElement root, bool created)
    {
        var person = ShopifyPerson.Read(root);
        if (person.Id is null)
        {
            return Normalised.Unreadable("The customer has no id.");
        }

        return new() { Events = [created ? Created(scope, person, root) : Updated(scope, person, root)] };
    }

    /// <summary>A node of the <c>customers</c> stream: record, consent and tags as they are now.</summary>
    internal static Normalised OfPoll(ShopifyScope scope, JsonElement node)
    {
        var person = ShopifyPerson.Read(node);
        if (person.Id is null)
        {
            return Normalised.Unreadable("The customer has no id.");
        }

        var events = ImmutableArray.CreateBuilder<NormalisedEvent>();
        events.Add(Created(scope, person, node));
        var changed = node.Instant("updatedAt");
        if (changed is not null && changed != node.Instant("createdAt"))
        {
            events.Add(Updated(scope, person, node));
        }

        var email = node.Get("defaultEmailAddress");
        events.AddRange(Consent(scope, person, "email", email.Text("marketingState"), email.Text("marketingOptInLevel"), email.Instant("marketingUpdatedAt"), changed));
        var phone = node.Get("defaultPhoneNumber");
        events.AddRange(Consent(scope, person, "sms", phone.Text("marketingState"), phone.Text("marketingOptInLevel"), phone.Instant("marketingUpdatedAt"), changed));
        foreach (var tag in node.Get("tags").Items().Select(item => item.Text()).OfType<string>())
        {
            // A state has no time of its own: one event a tag, whenever it is first seen.
            events.Add(Tagged(scope, "contact.tagged", person.Claims(scope), person.Id, tag, changed ?? scope.Now, ShopifyActions.CanonicalTag(tag)));
        }

        return new() { Events = events.ToImmutable() };
    }

    /// <summary><c>customer.tags_added</c> and <c>customer.tags_removed</c>: only the difference, with its own time.</summary>
    internal static Normalised OfTags(ShopifyScope scope, JsonElement root, bool added)
    {
        var id = root.Digits("customerId");
        if (id is null)
        {
            return Normalised.Unreadable("The body names no customer.");
        }

        var at = root.Instant("occurredAt") ?? scope.Now;
        var name = added ? "contact.tagged" : "contact.untagged";
        var events = root.Get("tags").Items().Select(item => item.Text()).OfType<string>()
            .Select(tag => Tagged(scope, name, [scope.Claim("customer", id)], id, tag, at, ShopifyActions.CanonicalTag(tag) + "@" + at.ToUnixTimeMilliseconds()))
            .ToImmutableArray();
        return events.IsEmpty ? Normalised.NotMapped("The body lists no tags.") : new() { Events = events };
    }

    /// <summary><c>customers_email_marketing_consent/update</c> and <c>customers_marketing_consent/update</c> (the latter is about SMS despite its name).</summary>
    internal static Normalised OfConsent(ShopifyScope scope, JsonElement root, string channel)
    {
        var id = root.Digits("customer_id", "id");
        if (id is null)
        {
            return Normalised.Unreadable("The body names no customer.");
        }

        var consent = root.Get(channel == "email" ? "email_marketing_consent" : "sms_marketing_consent");
        var person = ShopifyPerson.Nobody with { Id = id, Email = root.Text("email_address"), Phone = root.Text("phone") };
        var state = consent.Text("state");
        var events = Consent(scope, person, channel, state, consent.Text("opt_in_level"), consent.Instant("consent_updated_at"), null);
        return events.IsEmpty ? Normalised.NotMapped($"The state \"{state ?? "none"}\" is neither a yes nor a no.") : new() { Events = events };
    }

    /// <summary><c>customers/delete</c>.</summary>
    internal static Normalised OfDelete(ShopifyScope scope, JsonElement root)
    {
        var id = root.Digits("admin_graphql_api_id", "id");
        return id is null
            ? Normalised.Unreadable("The body names no customer.")
            : new()
            {
                Events = [scope.Event("contact.deleted", EventSubject.Person, scope.Now, "customer", id, "", new ShopifyScope.Bag().Add("tool", ShopifyConnector.ConnectorId).Add("vendorId", id),
                    identities: [scope.Claim("customer", id)])],
            };
    }

    /// <summary><c>customers/merge</c>: only a completed one is a fact.</summary>
    internal static Normalised OfMerge(ShopifyScope scope, JsonElement root)
    {
        var kept = root.Digits("admin_graphql_api_customer_kept_id");
        var gone = root.Digits("admin_graphql_api_customer_deleted_id");
        if (kept is null || gone is null)
        {
            return Normalised.Unreadable("The merge does not name both customers.");
        }

        if (root.Text("status") is { } status && !status.Equals("completed", StringComparison.OrdinalIgnoreCase))
        {
            return Normalised.NotMapped($"The merge is \"{status}\", not completed.");
        }

        return new()
        {
            Events = [scope.Event("contact.merged", EventSubject.Person, scope.Now, "customer", kept, gone,
                new ShopifyScope.Bag().Add("tool", ShopifyConnector.ConnectorId).Add("kept", kept).Add("gone", gone).Add("evidence", "merged in the shop"),
                identities: [scope.Claim("customer", kept), scope.Claim("customer", gone)])],
        };
    }

    /// <summary><c>customer.joined_segment</c> and <c>customer.left_segment</c>.</summary>
    internal static Normalised OfSegment(ShopifyScope scope, JsonElement root, bool joined)
    {
        var id = root.Digits("customer_id");
        var segment = root.Digits("segment_id");
        return id is null || segment is null
            ? Normalised.Unreadable("The body names no customer or no segment.")
            : new()
            {
                Events = [scope.Event(joined ? "list.joined" : "list.left", EventSubject.Person, scope.Now, "customer", id, segment + "@" + ShopifyScope.Second(scope.Now),
                    new ShopifyScope.Bag().Add("tool", ShopifyConnector.ConnectorId).Add("list", segment), identities: [scope.Claim("customer", id)])],
            };
    }

    private static NormalisedEvent Created(ShopifyScope scope, ShopifyPerson person, JsonElement root) => scope.Event(
        "contact.created", EventSubject.Person, root.Instant("created_at", "createdAt") ?? scope.Now, "customer", person.Id!, "",
        new ShopifyScope.Bag().Add("tool", ShopifyConnector.ConnectorId).Add("vendorId", person.Id), identities: person.Claims(scope), fields: person.Fields());

    private static NormalisedEvent Updated(ShopifyScope scope, ShopifyPerson person, JsonElement root)
    {
        var at = root.Instant("updated_at", "updatedAt") ?? scope.Now;
        // Two changes can share a second: the fields that webhook and poll both show tell them apart.
        var marker = ShopifyScope.Second(at) + "-" + ShopifyScope.Hash(person.Email, person.Phone, person.FirstName, person.LastName, person.City, person.Country);
        return scope.Event("contact.updated", EventSubject.Person, at, "customer", person.Id!, marker,
            new ShopifyScope.Bag().Add("tool", ShopifyConnector.ConnectorId).Add("vendorId", person.Id).Add("state", root.Text("state")?.ToLowerInvariant()),
            identities: person.Claims(scope), fields: person.Fields());
    }

    private static NormalisedEvent Tagged(
        ShopifyScope scope, string name, ImmutableArray<IdentityClaim> claims, string id, string tag, DateTimeOffset at, string marker) =>
        scope.Event(name, EventSubject.Person, at, "customer", id, marker, new ShopifyScope.Bag().Add("tool", ShopifyConnector.ConnectorId).Add("tag", tag), identities: claims,
            marks: [ShopifyActions.TagMark(id, tag, name == "contact.tagged")]);

    private static ImmutableArray<NormalisedEvent> Consent(
        ShopifyScope scope, ShopifyPerson person, string channel, string? state, string? level, DateTimeOffset? stated, DateTimeOffset? fallback)
    {
        bool? given = state?.ToLowerInvariant() switch
        {
            "subscribed" => true,
            "unsubscribed" => false,
            // Never asked has no time; a yes that was taken back has one.
            "not_subscribed" when stated is not null => false,
            _ => null,
        };
        if (given is null)
        {
            return [];
        }

        var at = stated ?? fallback ?? scope.Now;
        var marker = channel + "@" + ShopifyScope.Second(at);
        var properties = new ShopifyScope.Bag().Add("channel", channel).Add("purpose", "marketing").Add("tool", ShopifyConnector.ConnectorId);
        if (given is true)
        {
            properties.Add("optIn", level?.ToLowerInvariant()).Add("proof", "as recorded in the shop");
        }
        else
        {
            properties.Add("reason", state!.ToLowerInvariant());
        }

        var events = ImmutableArray.CreateBuilder<NormalisedEvent>(2);
        ImmutableArray<WriteMark> marks = channel == "email" ? [ShopifyActions.ConsentMark(person.Id!, given is true)] : [];
        events.Add(scope.Event(given is true ? "consent.given" : "consent.withdrawn", EventSubject.Person, at, "customer", person.Id!, marker, properties, identities: person.Claims(scope), marks: marks));
        if (channel == "email")
        {
            var list = new ShopifyScope.Bag().Add("audience", "shop").Add("tool", ShopifyConnector.ConnectorId);
            list = given is true ? list.Add("optIn", level?.ToLowerInvariant()) : list.Add("reason", state!.ToLowerInvariant());
            events.Add(scope.Event(given is true ? "newsletter.joined" : "newsletter.left", EventSubject.Person, at, "customer", person.Id!, marker, list, identities: person.Claims(scope), marks: marks));
        }

        return events.ToImmutable();
    }
}
