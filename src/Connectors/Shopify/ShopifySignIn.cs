using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>Signing in at a shop: authorization code with offline tokens that run out after an hour and rotate, or an own app's client credentials.</summary>
internal static class ShopifySignIn
{
    // Shopify's own library refuses what is older: https://github.com/Shopify/shopify-app-js (lib/utils/hmac-validator.ts).
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(90);

    internal static SignInInfo Info { get; } = new()
    {
        AuthorizeUrl = "https://{thing}/admin/oauth/authorize",
        TokenUrl = "https://{thing}/admin/oauth/access_token",
        Scopes =
        [
            new("read_customers", "read customers with their consent"),
            new("write_customers", "write tags, fields and a note line of the hub, and consent of customers"),
            new("read_orders", "read orders of the last 60 days"),
            new("write_orders", "write tags of orders"),
            new("read_fulfillments", "see what was sent"),
            new("read_products", "know what is sold"),
            new("read_inventory", "see what is in stock"),
            new("read_discounts", "see codes"),
            new("write_discounts", "make a code for one customer"),
        ],
        ScopeSeparator = ',',
        ThingFirst = true,
        CodeAlone = true,
        RedeemWith = new Dictionary<string, string> { ["expiring"] = "1" },
        ClientCredentials = true,
        Source = "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens",
    };

    internal static ReadinessInfo Readiness { get; } = new(
        Needs: ["The shop's permanent address, your-shop.myshopify.com.", "The shop's owner, or staff with the permission to install apps.", "For names and addresses of customers a plan of Grow or higher; on smaller ones Shopify may withhold them."],
        Who: "The owner of the shop.",
        Minutes: 3,
        Without: "Without a public address of the hub orders come by asking, up to 10 minutes late. Orders older than 60 days need a permission that Shopify grants on request.",
        Reads: "customers with their consent, orders, payments, deliveries and refunds",
        Writes: "tags of customers and orders, fields and a note line of its own, whether customers want mail, and codes for one customer, once a rule asks for it",
        Never: "change a price, an order's amount or the stock",
        KeySteps: ["Only for apps made in the shop's admin before 2026: Settings", "Apps and sales channels", "Develop apps, then your app", "API credentials", "Reveal the Admin API token once and copy it"],
        KeyLimits: "Shops can make no new tokens of this kind since 1 January 2026; old ones go on. Sign in otherwise.",
        Operator: ["Make an app in Shopify's Dev Dashboard.", "Give it the redirect address and the scopes below.", "Set the compliance webhooks to the app address below; the hub keeps the others.", "Ask for access to customer data (name, e-mail, phone, address): without the approval Shopify leaves these fields empty.", "Put its client id and secret into connectors.json under apps."]);

    /// <summary>
    /// The rest of the query, sorted and joined, signed with the app's secret; and it must speak of the shop that was to be connected.
    /// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
    /// </summary>
    internal static string? CheckReturn(IReadOnlyDictionary<string, string> query, string clientSecret, string? thing, DateTimeOffset now)
    {
        var shop = query.GetValueOrDefault("shop", "");
        if (!Regex.IsMatch(shop, ShopifyShopMarks.DomainPattern, RegexOptions.NonBacktracking) || (thing is not null && !string.Equals(shop, thing, StringComparison.OrdinalIgnoreCase)))
        {
            return "The answer speaks of another shop than the one that was to be connected.";
        }

        var text = string.Join('&', query.Where(p => p.Key != "hmac").OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + p.Value));
        var right = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(clientSecret), Encoding.UTF8.GetBytes(text)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.UTF8.GetBytes(query.GetValueOrDefault("hmac", ""))))
        {
            return "The answer is not signed by Shopify with this app's secret.";
        }

        return long.TryParse(query.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && (now - DateTimeOffset.FromUnixTimeSeconds(Math.Min(at, 253402300799))).Duration() <= Stale
            ? null : "The answer is older than a minute and a half.";
    }

    internal static Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call) =>
        Task.FromResult<VendorResult<LoginOwner>>(call.Thing is { } shop ? new LoginOwner(shop, shop) : new VendorFailure(FailureKind.Misconfigured, "Name the shop first."));

    internal static async Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var things = await ThingsAsync(session, cancellationToken);
        return things.Failure is { } failure ? failure
            : things.Value is [var shop, ..] ? new LoginOwner(shop.Thing, shop.Name) : new VendorFailure(FailureKind.Misconfigured, "The token belongs to no shop.");
    }

    internal static async Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Shop, new Dictionary<string, object?>(), cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var shop = answer.Value!.Data.Get("shop");
        return VendorResult<IReadOnlyList<ReachableThing>>.From(
            shop.Text("myshopifyDomain") is { } domain ? [new(domain.ToLowerInvariant(), shop.Text("name") ?? domain, $"{shop.Text("currencyCode")}, {shop.Text("ianaTimezone")}")] : []);
    }

    internal static async Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Canary, new Dictionary<string, object?>(), cancellationToken);
        if (answer.Failure is { Kind: not FailureKind.Misconfigured } failure)
        {
            return failure;
        }

        if (answer.Failure is { } denied)
        {
            return VendorResult<IReadOnlyList<ReadCheck>>.From([new("customers and orders", false, $"The app lacks a permission, so nothing can be read. Shopify said: {denied.Message}")]);
        }

        var data = answer.Value!.Data;
        var customers = data.Get("customers").Get("nodes").Items().ToList();
        var scopes = data.Get("currentAppInstallation").Get("accessScopes").Items().Select(s => s.Text("handle")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var missing = Info.Scopes.Where(s => !scopes.Contains(s.Name)).Select(s => s.Meaning).ToList();
        return VendorResult<IReadOnlyList<ReadCheck>>.From(
        [
            Field("customers' addresses", customers.Select(c => c.Get("defaultEmailAddress").Text("emailAddress")), "People are then known by their number in the shop only and cannot be found in the other tools."),
            Field("customers' names", customers.Select(c => c.Text("firstName") ?? c.Text("lastName")), "Texts cannot greet by name."),
            Field("consent", customers.Select(c => c.Get("defaultEmailAddress").Text("marketingState")), "Whoever has not said yes elsewhere gets no marketing."),
            data.Get("orders").Get("nodes").Items().Any() ? new("orders", true, scopes.Contains("read_all_orders") ? "All orders can be read." : "Orders of the last 60 days can be read; older ones need Shopify's permission read_all_orders.")
                : new("orders", null, "There are none in the last 60 days, so nothing could be tried."),
            missing.Count == 0 ? new("permissions", true, "All that the hub can use were given.") : new("permissions", false, "Not given: " + string.Join(", ", missing) + ". What needs them stays off."),
        ]);

        // Fields that the plan or a missing approval withholds come back empty for everybody: https://shopify.dev/docs/apps/launch/protected-customer-data
        ReadCheck Field(string what, IEnumerable<string?> values, string without)
        {
            var (all, given) = (customers.Count, values.Count(v => v is not null));
            return all == 0 ? new(what, null, "There are no customers yet, so nothing could be tried.")
                : given > 0 ? new(what, true, $"{given} of the {all} newest customers show them.")
                : new(what, false, $"None of the {all} newest customers shows them: Shopify withholds them from this app, for want of an approval or because of the shop's plan. {without}");
        }
    }
}
