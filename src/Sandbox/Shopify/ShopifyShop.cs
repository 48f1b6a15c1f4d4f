using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Shopify;

/// <summary>
/// One shop: its state and what people do in it. What happens here and what comes over the API take the same way: state, ledger, webhooks.
/// Thread safe.
/// </summary>
public sealed partial class ShopifyShop
{
    private readonly Lock _gate = new();
    private readonly SandboxWorld _world;

    internal ShopifyShop(SandboxWorld world, string name, string clientId, string clientSecret)
    {
        _world = world;
        Name = name;
        Title = name;
        Id = 548_380_000 + Convert.ToInt64(SandboxIds.HexOf(name, 4), 16);
        ClientId = clientId;
        ClientSecret = clientSecret;
        AccessToken = "shpat_" + SandboxIds.HexOf("token " + name, 32);
        State = new ShopifyState(world);
        SignIn = new SignInApp(world);
        Throttle = new ShopifyThrottle(world.Options.WaitTime);
    }

    /// <summary>The part before <c>.myshopify.com</c>.</summary>
    public string Name { get; }

    /// <summary>The permanent host, by which everything knows the shop.</summary>
    public string Domain => Name + ".myshopify.com";

    /// <summary>The shop's number.</summary>
    public long Id { get; }

    /// <summary>The name people see.</summary>
    public string Title { get; set; }

    /// <summary>The shop's currency.</summary>
    public string Currency { get; set; } = "EUR";

    /// <summary>The shop's zone; webhook bodies carry its offset.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>The app's client id; the same in all shops unless set otherwise.</summary>
    public string ClientId { get; set; }

    /// <summary>The app's secret, with which webhooks are signed.</summary>
    public string ClientSecret { get; set; }

    /// <summary>A token that works until the app is uninstalled.</summary>
    public string AccessToken { get; set; }

    /// <summary>What the app may do.</summary>
    public IReadOnlySet<string> Scopes { get; set; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "read_customers", "write_customers", "read_orders", "write_orders", "read_fulfillments", "read_discounts", "write_discounts", "read_all_orders", "read_customer_merge",
    };

    /// <summary>False once the app was uninstalled: every token is dead.</summary>
    public bool Installed { get; private set; } = true;

    /// <summary>The version webhook bodies are written in; set for the app, not for each subscription.</summary>
    public string WebhookVersion { get; set; } = "2026-04";

    /// <summary>Whether a tag change also raises <c>customers/update</c>. Not known of the vendor; on, as the harder case.</summary>
    public bool TagChangesRaiseUpdates { get; set; } = true;

    /// <summary>Whether the customers' search on <c>updated_at</c> looks at whole days only, as the schema's text says.</summary>
    public bool CustomersFilterByDay { get; set; }

    /// <summary>The cost bucket.</summary>
    public ShopifyThrottle Throttle { get; }

    /// <summary>All customers, by id.</summary>
    public IReadOnlyList<ShopifyCustomer> Customers => Locked(() => State.Customers.Values.ToList());

    /// <summary>All orders, by id.</summary>
    public IReadOnlyList<ShopifyOrder> Orders => Locked(() => State.Orders.Values.ToList());

    /// <summary>All checkouts, oldest first.</summary>
    public IReadOnlyList<ShopifyCheckout> Checkouts => Locked(() => State.Checkouts.Values.OrderBy(c => c.Id).ToList());

    /// <summary>All discounts.</summary>
    public IReadOnlyList<ShopifyDiscount> Discounts => Locked(() => State.Discounts.Values.ToList());

    internal ShopifyState State { get; }

    internal SandboxWorld World => _world;

    /// <summary>The customer with that id; null when there is none.</summary>
    public ShopifyCustomer? Customer(long id) => Locked(() => State.Customers.GetValueOrDefault(id));

    /// <summary>The customer with that e-mail; null when there is none.</summary>
    public ShopifyCustomer? CustomerByEmail(string email) => Locked(() => State.ByEmail(email));

    /// <summary>The order with that id; null when there is none.</summary>
    public ShopifyOrder? Order(long id) => Locked(() => State.Orders.GetValueOrDefault(id));

    /// <summary>The address in a reminder mail that opens the checkout again.</summary>
    public string RecoverUrl(ShopifyCheckout checkout) =>
        $"https://{Domain}/{Id}/checkouts/ac/{checkout.CartToken}/recover?key={SandboxIds.HexOf(checkout.Token, 32)}&locale=de-DE";

    internal T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    private void Note(string verb, string target, Actor by, params (string Name, string? Value)[] values) =>
        _world.Ledger.Add("shopify", Name, verb, target, by, _world.Now, values);

    /// <summary>Sends one topic to all who subscribed to it. Topics of one action share the event id.</summary>
    private void Emit(string eventId, string topic, JObject body)
    {
        if (_world.IsHistory)
        {
            return;
        }

        var at = _world.Now;
        foreach (var subscription in _world.Webhooks.Subscriptions("shopify", Name).Where(s => s.Topic == topic))
        {
            if (ShopifyWebhookFactory.Body(subscription, body) is not { } bytes)
            {
                continue;
            }

            var webhookId = _world.Ids.Uuid();
            var (version, label) = (WebhookVersion, subscription.Settings.GetValueOrDefault("name"));
            _world.Webhooks.Send(subscription, topic, ShopifyWebhookFactory.Rules, attempt =>
                ShopifyWebhookFactory.Request(attempt with { Secret = ClientSecret }, Domain, topic, version, bytes, webhookId, eventId, at, label));
        }
    }

    private static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);
}
