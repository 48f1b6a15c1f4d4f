using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

public sealed partial class ShopifyShop
{
    /// <summary>
    /// Subscriptions from the app's settings: the vendor never drops them and the API does not list them. Compliance topics exist only so.
    /// </summary>
    public void ConfigureAppWebhooks(Uri address, params IEnumerable<string> topics)
    {
        foreach (var topic in topics)
        {
            _world.Webhooks.Subscribe(new WebhookSubscription("app-" + _world.Ids.Uuid(), "shopify", Name, topic, address, ClientSecret, _world.Now) { Permanent = true });
        }
    }

    /// <summary>The merchant throws the app out: all tokens are dead, then the webhook goes out, then the API-made subscriptions are gone.</summary>
    public void UninstallApp()
    {
        lock (_gate)
        {
            Installed = false;
            State.Tokens.Clear();
            Note("app.uninstall", ClientId, Actor.Person);
            Emit(_world.Ids.Uuid(), "app/uninstalled", new JObject
            {
                ["id"] = Id, ["name"] = Title, ["email"] = "owner@example.com", ["domain"] = Domain, ["myshopify_domain"] = Domain, ["country_code"] = "DE", ["currency"] = Currency,
                ["iana_timezone"] = TimeZone.Id, ["plan_name"] = "basic",
            });
            foreach (var subscription in _world.Webhooks.Subscriptions("shopify", Name).Where(s => !s.Permanent))
            {
                _world.Webhooks.Unsubscribe("shopify", subscription.Id);
            }
        }
    }

    /// <summary>The app is installed again, with a new token.</summary>
    public string InstallApp()
    {
        lock (_gate)
        {
            Installed = true;
            AccessToken = "shpat_" + _world.Ids.Hex(32);
            Note("app.install", ClientId, Actor.Person);
            return AccessToken;
        }
    }

    /// <summary>A customer asks what is stored.</summary>
    public void RequestData(long customer) => Compliance("customers/data_request", customer, "orders_requested", new JObject { ["id"] = _world.Ids.Next("shopify.dataRequest", 9999) });

    /// <summary>A customer's data must go.</summary>
    public void RedactCustomer(long customer) => Compliance("customers/redact", customer, "orders_to_redact", null);

    /// <summary>The shop's data must go.</summary>
    public void RedactShop() => Emit(_world.Ids.Uuid(), "shop/redact", new JObject { ["shop_id"] = Id, ["shop_domain"] = Domain });

    internal ShopifyMetafield? SetMetafield(string owner, string space, string key, string value, string type, Actor by)
    {
        var now = _world.Now;
        var id = State.Metafields.GetValueOrDefault((owner, space, key))?.Id ?? _world.Ids.Next("shopify.metafield", 31_000_000_001);
        Note("metafield.set", owner, by, ("namespace", space), ("key", key), ("value", value));
        return State.Metafields[(owner, space, key)] = new ShopifyMetafield(id, owner, space, key, value, type, now);
    }

    internal ShopifyDiscount AddDiscount(ShopifyDiscount discount, Actor by)
    {
        var made = discount with { Id = _world.Ids.Next("shopify.discount", 1_170_000_000_001), CreatedAt = _world.Now };
        State.Discounts.Add(made.Code, made);
        Note("discount.create", $"gid://shopify/DiscountCodeNode/{made.Id}", by, ("code", made.Code), ("title", made.Title), ("percentage", made.Percentage?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("amount", made.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("customers", string.Join(',', made.Customers)));
        return made;
    }

    internal WebhookSubscription Subscribe(string topic, Uri address, Dictionary<string, string> settings, Actor by)
    {
        var id = $"gid://shopify/WebhookSubscription/{_world.Ids.Next("shopify.subscription", 1_300_000_000_001)}";
        var made = new WebhookSubscription(id, "shopify", Name, topic, address, ClientSecret, _world.Now) { Settings = settings };
        _world.Webhooks.Subscribe(made);
        Note("webhook.subscribe", id, by, ("topic", topic), ("address", address.ToString()));
        return made;
    }

    internal WebhookSubscription Resubscribe(WebhookSubscription changed, Actor by)
    {
        var written = changed with { UpdatedAt = _world.Now };
        _world.Webhooks.Replace(written);
        Note("webhook.update", written.Id, by, ("topic", written.Topic), ("address", written.Address.ToString()));
        return written;
    }

    internal bool Unsubscribe(string id, Actor by)
    {
        if (!_world.Webhooks.Subscriptions("shopify", Name).Any(s => s.Id == id && !s.Permanent) || !_world.Webhooks.Unsubscribe("shopify", id))
        {
            return false;
        }

        Note("webhook.unsubscribe", id, by);
        return true;
    }

    internal void EraseLater(ShopifyCustomer customer, Actor by) => Note("privacy.erase", customer.Gid, by);

    private void Compliance(string topic, long customer, string orders, JObject? request) => Locked(() =>
    {
        var known = CustomerOf(customer);
        var body = new JObject
        {
            ["shop_id"] = Id, ["shop_domain"] = Domain, ["customer"] = new JObject { ["id"] = customer, ["email"] = known?.Email, ["phone"] = known?.Phone },
            [orders] = new JArray(State.OrdersOf(customer).Select(o => o.Id)),
        };
        if (request is not null)
        {
            body["data_request"] = request;
        }

        Emit(_world.Ids.Uuid(), topic, body);
        return true;
    });
}
