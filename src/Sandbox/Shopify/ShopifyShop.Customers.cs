using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

public sealed partial class ShopifyShop
{
    /// <summary>Makes a customer; the given record's id and times are replaced.</summary>
    public ShopifyCustomer AddCustomer(ShopifyCustomer customer, Actor? by = null) => Locked(() =>
    {
        var now = _world.Now;
        var made = customer with
        {
            Id = _world.Ids.Next("shopify.customer", 7_001_000_000_001), CreatedAt = now, UpdatedAt = now,
            EmailConsentAt = customer.EmailConsent == "NOT_SUBSCRIBED" ? null : now,
        };
        State.Customers.Add(made.Id, made);
        Note("customer.create", made.Gid, by ?? Actor.Person, ("email", made.Email), ("phone", made.Phone));
        var eventId = _world.Ids.Uuid();
        Emit(eventId, "customers/create", ShopifyBodies.Customer(this, made));
        if (made.EmailConsent != "NOT_SUBSCRIBED")
        {
            EmitConsent(eventId, made);
        }

        if (made.Tags.Count > 0)
        {
            EmitTags(eventId, "customer.tags_added", made, made.Tags);
        }

        return made;
    });

    /// <summary>Changes names, addresses, e-mail, phone or note. Null when there is no such customer.</summary>
    public ShopifyCustomer? UpdateCustomer(long id, Func<ShopifyCustomer, ShopifyCustomer> change, Actor? by = null) => Locked(() =>
    {
        if (State.Customers.GetValueOrDefault(id) is not { } before)
        {
            return null;
        }

        var after = change(before) with
        {
            Id = id, Tags = before.Tags, EmailConsent = before.EmailConsent, EmailConsentAt = before.EmailConsentAt, EmailOptIn = before.EmailOptIn, UpdatedAt = _world.Now,
        };
        State.Customers[id] = after;
        Note("customer.update", after.Gid, by ?? Actor.Person, ("email", after.Email), ("phone", after.Phone), ("note", after.Note));
        Emit(_world.Ids.Uuid(), "customers/update", ShopifyBodies.Customer(this, after));
        return after;
    });

    /// <summary>Deletes a customer; its orders stay, without it.</summary>
    public bool DeleteCustomer(long id, Actor? by = null) => Locked(() =>
    {
        if (!State.Customers.Remove(id, out var gone))
        {
            return false;
        }

        Note("customer.delete", gone.Gid, by ?? Actor.Person);
        Emit(_world.Ids.Uuid(), "customers/delete", new JObject { ["id"] = id, ["tax_exemptions"] = new JArray(), ["admin_graphql_api_id"] = gone.Gid });
        return true;
    });

    /// <summary>Sets tags that are not there yet (case does not matter). Only what is new is a change. Null when there is no such customer.</summary>
    public ShopifyCustomer? Tag(long id, IEnumerable<string> tags, Actor? by = null) => Locked(() =>
    {
        if (State.Customers.GetValueOrDefault(id) is not { } customer)
        {
            return null;
        }

        var added = Clean(tags).Where(t => !customer.Tags.Contains(t, StringComparer.OrdinalIgnoreCase)).ToList();
        return added.Count == 0 ? customer : Retag(customer, [.. customer.Tags, .. added], "customer.tag.add", "customer.tags_added", added, by);
    });

    /// <summary>Takes tags off. Only what was there is a change. Null when there is no such customer.</summary>
    public ShopifyCustomer? Untag(long id, IEnumerable<string> tags, Actor? by = null) => Locked(() =>
    {
        if (State.Customers.GetValueOrDefault(id) is not { } customer)
        {
            return null;
        }

        var wanted = Clean(tags);
        var removed = customer.Tags.Where(t => wanted.Contains(t, StringComparer.OrdinalIgnoreCase)).ToList();
        return removed.Count == 0 ? customer : Retag(customer, [.. customer.Tags.Except(removed)], "customer.tag.remove", "customer.tags_removed", removed, by);
    });

    /// <summary>Sets the e-mail consent: SUBSCRIBED, UNSUBSCRIBED, NOT_SUBSCRIBED or PENDING. Null when there is no such customer.</summary>
    public ShopifyCustomer? SetEmailConsent(long id, string state, string? optIn = "SINGLE_OPT_IN", DateTimeOffset? at = null, Actor? by = null) => Locked(() =>
    {
        if (State.Customers.GetValueOrDefault(id) is not { } customer)
        {
            return null;
        }

        var changed = State.Customers[id] = customer with
        {
            EmailConsent = state, EmailOptIn = optIn, EmailConsentAt = at ?? _world.Now, UpdatedAt = _world.Now,
        };
        Note("customer.consent", changed.Gid, by ?? Actor.Person, ("state", state));
        var eventId = _world.Ids.Uuid();
        EmitConsent(eventId, changed);
        Emit(eventId, "customers/update", ShopifyBodies.Customer(this, changed));
        return changed;
    });

    /// <summary>Joins two customers: the second one's orders and tags go to the first, the second is gone.</summary>
    public bool MergeCustomers(long keep, long gone) => Locked(() =>
    {
        if (State.Customers.GetValueOrDefault(keep) is not { } kept || !State.Customers.Remove(gone, out var lost))
        {
            return false;
        }

        foreach (var order in State.OrdersOf(gone).ToList())
        {
            State.Orders[order.Id] = order with { CustomerId = keep };
        }

        State.Customers[keep] = kept with
        {
            Tags = [.. kept.Tags.Union(lost.Tags, StringComparer.OrdinalIgnoreCase)], Email = kept.Email ?? lost.Email, Phone = kept.Phone ?? lost.Phone, UpdatedAt = _world.Now,
        };
        Note("customer.merge", kept.Gid, Actor.Person, ("gone", lost.Gid));
        Emit(_world.Ids.Uuid(), "customers/merge", new JObject
        {
            ["admin_graphql_api_customer_kept_id"] = kept.Gid, ["admin_graphql_api_customer_deleted_id"] = lost.Gid, ["admin_graphql_api_job_id"] = null, ["status"] = "completed",
            ["errors"] = new JArray(),
        });
        return true;
    });

    private static List<string> Clean(IEnumerable<string> tags) =>
        [.. tags.SelectMany(t => t.Split(',')).Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    private ShopifyCustomer Retag(ShopifyCustomer customer, IReadOnlyList<string> tags, string verb, string topic, List<string> delta, Actor? by)
    {
        var changed = State.Customers[customer.Id] = customer with { Tags = tags, UpdatedAt = _world.Now };
        foreach (var tag in delta)
        {
            Note(verb, changed.Gid, by ?? Actor.Person, ("tag", tag));
        }

        var eventId = _world.Ids.Uuid();
        EmitTags(eventId, topic, changed, delta);
        if (TagChangesRaiseUpdates)
        {
            Emit(eventId, "customers/update", ShopifyBodies.Customer(this, changed));
        }

        return changed;
    }

    private void EmitTags(string eventId, string topic, ShopifyCustomer customer, IEnumerable<string> tags) => Emit(eventId, topic, new JObject
    {
        ["customerId"] = customer.Gid, ["tags"] = new JArray(tags), ["occurredAt"] = WireJson.InstantMillis(_world.Now),
    });

    private void EmitConsent(string eventId, ShopifyCustomer c) => Emit(eventId, "customers_email_marketing_consent/update", new JObject
    {
        ["customer_id"] = c.Id, ["email_address"] = c.Email,
        ["email_marketing_consent"] = new JObject
        {
            ["state"] = c.EmailConsent.ToLowerInvariant(), ["opt_in_level"] = c.EmailOptIn?.ToLowerInvariant(),
            ["consent_updated_at"] = c.EmailConsentAt is { } at ? ShopifyBodies.Local(this, at) : null,
        },
    });
}
