using System.Globalization;
using IntegrationHub.Sandbox.Shopify.GraphQl;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>The mutations the simulator runs.</summary>
internal static class ShopifyMutations
{
    private static readonly string[] _states = ["NOT_SUBSCRIBED", "PENDING", "SUBSCRIBED", "UNSUBSCRIBED"];

    public static void Add(GraphQlSchema schema)
    {
        var root = schema.Type("Mutation");
        // Plain user errors carry no code; the named kinds do.
        Error(schema, "UserError");
        Error(schema, "MetafieldsSetUserError").Scalar<ShopifyUserError>("code", e => e.Code).Scalar<ShopifyUserError>("elementIndex", e => e.Element);
        Error(schema, "DiscountUserError").Scalar<ShopifyUserError>("code", e => e.Code).Scalar<ShopifyUserError>("extraInfo", _ => null);
        Error(schema, "CustomerEmailMarketingConsentUpdateUserError").Scalar<ShopifyUserError>("code", e => e.Code);
        Error(schema, "CustomerRequestDataErasureUserError").Scalar<ShopifyUserError>("code", e => e.Code);

        Mutation("tagsAdd", "node", "Node", "UserError", c => Tags(c, true), null, "id: ID!", "tags: [String!]!");
        Mutation("tagsRemove", "node", "Node", "UserError", c => Tags(c, false), null, "id: ID!", "tags: [String!]!");
        Mutation("customerCreate", "customer", "Customer", "UserError", CustomerCreate, "write_customers", "input: CustomerInput!");
        Mutation("customerUpdate", "customer", "Customer", "UserError", CustomerUpdate, "write_customers", "input: CustomerInput!");
        Mutation("customerDelete", "deletedCustomerId", null, "UserError", CustomerDelete, "write_customers", "input: CustomerDeleteInput!");
        Mutation("customerEmailMarketingConsentUpdate", "customer", "Customer", "CustomerEmailMarketingConsentUpdateUserError", Consent, "write_customers", "input: CustomerEmailMarketingConsentUpdateInput!");
        Mutation("customerRequestDataErasure", "customerId", null, "CustomerRequestDataErasureUserError", Erase, "write_customers", "customerId: ID!");
        Mutation("metafieldsSet", "metafields", "Metafield", "MetafieldsSetUserError", Metafields, null, "metafields: [MetafieldsSetInput!]!");
        Mutation("discountCodeBasicCreate", "codeDiscountNode", "DiscountCodeNode", "DiscountUserError", Discount, "write_discounts", "basicCodeDiscount: DiscountCodeBasicInput!");
        Mutation("webhookSubscriptionCreate", "webhookSubscription", "WebhookSubscription", "UserError", ShopifyWebhookMutations.Create, null, "topic: WebhookSubscriptionTopic!", "webhookSubscription: WebhookSubscriptionInput!");
        Mutation("webhookSubscriptionUpdate", "webhookSubscription", "WebhookSubscription", "UserError", ShopifyWebhookMutations.Update, null, "id: ID!", "webhookSubscription: WebhookSubscriptionInput!");
        Mutation("webhookSubscriptionDelete", "deletedWebhookSubscriptionId", null, "UserError", ShopifyWebhookMutations.Delete, null, "id: ID!");

        void Mutation(string name, string made, string? type, string error, Func<GraphQlCall, ShopifyPayload> run, string? scope, params string[] arguments)
        {
            var payload = char.ToUpperInvariant(name[0]) + name[1..] + "Payload";
            schema.Type(payload).Object<ShopifyPayload>("userErrors", error, p => p.Errors).Add<ShopifyPayload>(made, type, (p, _) => p.Made);
            root.Add<ShopifySimulator>(name, payload, (_, call) => run(call), scope, arguments);
        }
    }

    private static GraphQlType Error(GraphQlSchema schema, string name) => schema.Type(name)
        .Scalar<ShopifyUserError>("field", e => e.Field.Length == 0 ? null : e.Field).Scalar<ShopifyUserError>("message", e => e.Message);

    private static ShopifyPayload Tags(GraphQlCall call, bool add)
    {
        var (gid, tags) = (call.Text("id"), call.Texts("tags"));
        if (tags.Any(t => t.Length > 255))
        {
            return ShopifyPayload.Refused("Tag must be 255 characters or less", null, "tags");
        }

        object? node = null;
        if (ShopifySchema.IdOf(gid, "Customer") is { } customer)
        {
            Needs(call, "write_customers");
            node = add ? call.Shop.Tag(customer, tags, call.By) : call.Shop.Untag(customer, tags, call.By);
        }
        else if (ShopifySchema.IdOf(gid, "Order") is { } order)
        {
            Needs(call, "write_orders");
            node = add ? call.Shop.TagOrder(order, tags, call.By) : call.Shop.UntagOrder(order, tags, call.By);
        }

        return node is null ? ShopifyPayload.Refused("Node does not exist", null, "id") : new ShopifyPayload(node);
    }

    private static ShopifyPayload CustomerCreate(GraphQlCall call)
    {
        var input = call.Object("input");
        if ((string?)input["email"] is null && (string?)input["phone"] is null && (string?)input["firstName"] is null)
        {
            return ShopifyPayload.Refused("A name, phone number, or email address must be present", null);
        }

        if (call.Shop.State.ByEmail((string?)input["email"]) is not null)
        {
            return ShopifyPayload.Refused("Email has already been taken", null, "email");
        }

        var consent = (string?)input["emailMarketingConsent"]?["marketingState"] ?? "NOT_SUBSCRIBED";
        return new ShopifyPayload(call.Shop.AddCustomer(
            Filled(new ShopifyCustomer { Tags = [.. (input["tags"] as JArray ?? []).Select(t => (string?)t ?? "")], EmailConsent = consent }, input), call.By));
    }

    private static ShopifyPayload CustomerUpdate(GraphQlCall call)
    {
        var input = call.Object("input");
        if (input.ContainsKey("emailMarketingConsent"))
        {
            return ShopifyPayload.Refused("To update emailMarketingConsent, please use the customerEmailMarketingConsentUpdate Mutation instead", null, "emailMarketingConsent");
        }

        if (ShopifySchema.IdOf((string?)input["id"] ?? "", "Customer") is not { } id || call.Shop.UpdateCustomer(id, c => Filled(c, input), call.By) is not { } changed)
        {
            return ShopifyPayload.Refused("Customer does not exist", null, "id");
        }

        if (input["tags"] is JArray tags)
        {
            // The whole list is replaced: what is not named goes.
            var wanted = tags.Select(t => (string?)t ?? "").ToList();
            call.Shop.Untag(id, changed.Tags.Except(wanted, StringComparer.OrdinalIgnoreCase), call.By);
            changed = call.Shop.Tag(id, wanted, call.By)!;
        }

        return new ShopifyPayload(changed);
    }

    private static ShopifyPayload CustomerDelete(GraphQlCall call)
    {
        var gid = (string?)call.Object("input")["id"] ?? "";
        if (ShopifySchema.IdOf(gid, "Customer") is not { } id || !call.Shop.State.Customers.ContainsKey(id))
        {
            return ShopifyPayload.Refused("Customer can't be found", null, "id");
        }

        if (call.Shop.State.OrdersOf(id).Any())
        {
            return ShopifyPayload.Refused("Customer can’t be deleted because they have associated orders", null, "id");
        }

        call.Shop.DeleteCustomer(id, call.By);
        return new ShopifyPayload(gid);
    }

    private static ShopifyPayload Consent(GraphQlCall call)
    {
        var input = call.Object("input");
        var consent = input["emailMarketingConsent"] as JObject ?? [];
        var state = (string?)consent["marketingState"] ?? "";
        if (ShopifySchema.IdOf((string?)input["customerId"] ?? "", "Customer") is not { } id || call.Shop.State.Customers.GetValueOrDefault(id) is not { } customer)
        {
            return ShopifyPayload.Refused("Customer not found", "INVALID", "input", "customerId");
        }

        if (customer.Email is null)
        {
            return ShopifyPayload.Refused("An email address is required to set the email marketing consent state", "MISSING_ARGUMENT", "input", "customerId");
        }

        if (!_states.Contains(state))
        {
            return ShopifyPayload.Refused($"Cannot specify {state} as a marketing state input", "INVALID", "input", "emailMarketingConsent", "marketingState");
        }

        DateTimeOffset? at = DateTimeOffset.TryParse((string?)consent["consentUpdatedAt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var said) ? said : null;
        if (at > call.Shop.World.Now)
        {
            return ShopifyPayload.Refused("Consent updated at must not be in the future", "INVALID", "input", "emailMarketingConsent", "consentUpdatedAt");
        }

        return new ShopifyPayload(call.Shop.SetEmailConsent(id, state, (string?)consent["marketingOptInLevel"] ?? customer.EmailOptIn ?? "SINGLE_OPT_IN", at, call.By));
    }

    private static ShopifyPayload Erase(GraphQlCall call)
    {
        if (ShopifySchema.IdOf(call.Text("customerId"), "Customer") is not { } id || call.Shop.State.Customers.GetValueOrDefault(id) is not { } customer)
        {
            return ShopifyPayload.Refused("Customer does not exist", "DOES_NOT_EXIST", "customerId");
        }

        call.Shop.EraseLater(customer, call.By);
        return new ShopifyPayload(customer.Gid);
    }

    private static ShopifyPayload Metafields(GraphQlCall call)
    {
        var given = (call.Arguments["metafields"] as JArray ?? []).OfType<JObject>().ToList();
        if (given.Count > 25)
        {
            return ShopifyPayload.Refused("Exceeded the maximum metafields input limit of 25.", "LESS_THAN_OR_EQUAL_TO", "metafields");
        }

        var errors = new List<ShopifyUserError>();
        foreach (var (m, i) in given.Select((m, i) => (m, i)))
        {
            var (owner, at) = ((string?)m["ownerId"] ?? "", i.ToString(CultureInfo.InvariantCulture));
            var known = call.Shop.State.Metafields.GetValueOrDefault((owner, (string?)m["namespace"] ?? "", (string?)m["key"] ?? ""));
            if (!(ShopifySchema.IdOf(owner, "Customer") is { } c && call.Shop.State.Customers.ContainsKey(c)) && !(ShopifySchema.IdOf(owner, "Order") is { } o && call.Shop.State.Orders.ContainsKey(o)))
            {
                errors.Add(new ShopifyUserError("Owner does not exist.", "INVALID", i, "metafields", at, "ownerId"));
            }
            else if (string.IsNullOrEmpty((string?)m["value"]))
            {
                errors.Add(new ShopifyUserError("Value can't be blank.", "BLANK", i, "metafields", at, "value"));
            }
            else if (m.ContainsKey("compareDigest") && (string?)m["compareDigest"] != known?.Digest)
            {
                errors.Add(new ShopifyUserError("The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.", "STALE_OBJECT", i, "metafields", at));
            }
        }

        // All or nothing.
        return errors.Count > 0 ? new ShopifyPayload(null, errors) : new ShopifyPayload(given.Select(m => call.Shop.SetMetafield(
            (string)m["ownerId"]!, (string?)m["namespace"] ?? "", (string)m["key"]!, (string)m["value"]!, (string?)m["type"] ?? "single_line_text_field", call.By)).ToList());
    }

    private static ShopifyPayload Discount(GraphQlCall call)
    {
        var d = call.Object("basicCodeDiscount");
        var code = (string?)d["code"];
        if (string.IsNullOrWhiteSpace(code))
        {
            return ShopifyPayload.Refused("Code can't be blank", "BLANK", "basicCodeDiscount", "code");
        }

        if (call.Shop.State.Discounts.ContainsKey(code))
        {
            return ShopifyPayload.Refused("Code must be unique. Please try a different code.", "TAKEN", "basicCodeDiscount", "code");
        }

        if (Time(d["startsAt"]) is not { } starts)
        {
            return ShopifyPayload.Refused("Starts at can't be blank", "BLANK", "basicCodeDiscount", "startsAt");
        }

        if (d.SelectToken("customerGets.value.percentage") is null == d.SelectToken("customerGets.value.discountAmount.amount") is null || d.SelectToken("customerGets.items") is null)
        {
            return ShopifyPayload.Refused("Customer gets must name one value and its items", "INVALID", "basicCodeDiscount", "customerGets");
        }

        if (d["context"] is not JObject context || ((string?)context["all"] != "ALL" && context.SelectToken("customers.add") is not JArray { Count: > 0 }))
        {
            return ShopifyPayload.Refused("Context can't be blank", "BLANK", "basicCodeDiscount", "context");
        }

        var customers = (context.SelectToken("customers.add") as JArray ?? []).Select(c => (string?)c ?? "").ToList();
        if (customers.Exists(c => ShopifySchema.IdOf(c, "Customer") is not { } id || !call.Shop.State.Customers.ContainsKey(id)))
        {
            return ShopifyPayload.Refused("Customer does not exist", "INVALID", "basicCodeDiscount", "context", "customers");
        }

        return new ShopifyPayload(call.Shop.AddDiscount(new ShopifyDiscount(
            0, (string?)d["title"] ?? code, code, (decimal?)d.SelectToken("customerGets.value.percentage"), starts, Time(d["endsAt"]), (int?)d["usageLimit"],
            (bool?)d["appliesOncePerCustomer"] ?? false, default)
            {
                Amount = (decimal?)d.SelectToken("customerGets.value.discountAmount.amount"), Customers = customers,
            }, call.By));

        static DateTimeOffset? Time(JToken? text) =>
            DateTimeOffset.TryParse((string?)text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static ShopifyCustomer Filled(ShopifyCustomer c, JObject input)
    {
        return c with
        {
            Email = Given("email", c.Email), Phone = Given("phone", c.Phone), FirstName = Given("firstName", c.FirstName), LastName = Given("lastName", c.LastName),
            Note = Given("note", c.Note), Locale = Given("locale", c.Locale) ?? c.Locale,
        };

        string? Given(string name, string? before) => input.ContainsKey(name) ? (string?)input[name] : before;
    }

    private static void Needs(GraphQlCall call, string scope)
    {
        if (!call.Shop.Scopes.Contains(scope))
        {
            throw new GraphQlException($"Access denied. Required access: `{scope}` access scope.", "ACCESS_DENIED", ("documentation", "https://shopify.dev/api/usage/access-scopes"));
        }
    }
}
