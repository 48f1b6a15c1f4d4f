using System.Globalization;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Connecting;
using IntegrationHub.Sandbox;
using IntegrationHub.Sandbox.Mailchimp;

namespace IntegrationHub.Hub.Demo;

/// <summary>The sample bakery: its simulated tools, and the setup by which the hub reaches them.</summary>
public sealed class DemoBusiness
{
    /// <summary>Client id.</summary>
    public const string Client = "kornhaus";

    /// <summary>Name shown to people.</summary>
    public const string Name = "Sample Bakery Kornhaus";

    /// <summary>CRM property that the bakery made for its VIPs.</summary>
    public const string ClassProperty = "customer_class";
    internal const string EnquiryForm = "0b1c2d3e-0000-4000-8000-00000000cafe";
    /// <summary>The code by which Aylin recommends the bakery.</summary>
    public const string AylinsCode = "AYLIN-SENDS-ME";
    internal const string OliversPhone = "+493023125042";
    private const string AddressSecret = "sample-address-secret-of-the-demo";
    private const string Zone = "Europe/Berlin";
    private const string Reviews = "google-business-profile";

    private DemoBusiness(SandboxVendors vendors, string newsletter, string marketList, HubSetup setup) => (Vendors, Newsletter, MarketList, Setup) = (vendors, newsletter, marketList, setup);

    /// <summary>The simulated tools.</summary>
    public SandboxVendors Vendors { get; }

    /// <summary>The newsletter's audience id.</summary>
    public string Newsletter { get; }

    /// <summary>The market stall's audience id.</summary>
    public string MarketList { get; }

    /// <summary>What the hub runs on.</summary>
    public HubSetup Setup { get; }

    /// <summary>Starts the tools on a free loopback port and connects the hub to them.</summary>
    public static async Task<DemoBusiness> StartAsync(Uri hub, TimeProvider clock, CancellationToken cancellationToken)
    {
        var vendors = await SandboxVendors.StartAsync(new SandboxOptions { Time = clock, HubBaseUrl = hub, RetryPace = 0.001 }, cancellationToken);
        DemoSandbox.Shop(vendors, hub);
        var newsletter = await DemoSandbox.AudienceAsync(vendors, "Newsletter", "mail", AddressSecret, hub, cancellationToken);
        var market = await DemoSandbox.AudienceAsync(vendors, "Market list", "market-list", AddressSecret, hub, cancellationToken);
        DemoSandbox.Crm(vendors);
        var push = DemoSandbox.Google(vendors, Reviews, hub);

        var shop = vendors.Shopify.Shop(Client);
        var portal = vendors.HubSpot.Account;
        var (atShop, atMail) = (
            Grant("sample-shop", "shopify", vendors.BaseUrl("shopify", Client), new() { ["accessToken"] = shop.AccessToken, ["webhookSecret"] = shop.ClientSecret }),
            Grant("sample-mail", "mailchimp", new Uri(vendors.BaseUrl("mailchimp") + "/3.0"), new() { ["accessToken"] = vendors.Mailchimp.ApiKey }));
        var (atCrm, atReviews) = (
            Grant("sample-crm", "hubspot", vendors.BaseUrl("hubspot"), new() { ["accessToken"] = portal.StaticToken, ["webhookSecret"] = portal.ClientSecret }, new() { ["properties"] = ClassProperty }),
            Grant(
                "sample-reviews", Reviews, vendors.BaseUrl("google"), new() { ["accessToken"] = vendors.Google.IssueAccessToken(TimeSpan.FromDays(30)) },
                new()
                {
                    ["account"] = "accounts/" + vendors.Google.Account.Id, ["serviceAccount"] = vendors.Google.Account.PushServiceAccount, ["audience"] = push,
                    ["jwksUrl"] = vendors.BaseUrl("google", "oauth2/v3/certs").ToString(),
                }));
        var client = new ClientSetup(
            Client, Name, Zone, "EUR", "de-DE", [], Path.Combine(AppContext.BaseDirectory, "Demo", "mapping.bakery.json"), true, true,
            [
                Connection("shop", atShop, shop.Domain, null, null), Connection("mail", atMail, newsletter.Id, newsletter.SigningSecret, AddressSecret),
                Connection("market-list", atMail, market.Id, market.SigningSecret, AddressSecret, false),
                Connection("crm", atCrm, portal.PortalId.ToString(CultureInfo.InvariantCulture), null, null), Connection("reviews", atReviews, "locations/5550001", null, null),
            ]);
        return new DemoBusiness(vendors, newsletter.Id, market.Id, new HubSetup(hub, [atShop, atMail, atCrm, atReviews], [client], Apps(vendors, hub)));
    }

    // Whoever looks at the demo can sign in at the simulated tools, too.
    private static AppSetup[] Apps(SandboxVendors vendors, Uri hub)
    {
        var (shop, google) = (vendors.Shopify.Shop(Client), vendors.Google);
        foreach (var (connector, at) in new[] { ("shopify", shop.SignIn), ("mailchimp", vendors.Mailchimp.SignIn), ("hubspot", vendors.HubSpot.SignIn), (Reviews, google.SignIn) })
        {
            at.RedirectAddresses.Add(new Uri(hub, SignIns.CallbackPath + "/" + connector).AbsoluteUri);
        }

        return
        [
            App("shopify", shop.ClientId, shop.ClientSecret, vendors.BaseUrl("shopify"), "/{thing}/admin/oauth/authorize", "/{thing}/admin/oauth/access_token", "/{thing}"),
            App("mailchimp", MailchimpSimulator.ClientId, vendors.Mailchimp.ClientSecret, vendors.BaseUrl("mailchimp"), "/oauth2/authorize", "/oauth2/token", "/3.0"),
            App("hubspot", vendors.HubSpot.Account.ClientId, vendors.HubSpot.Account.ClientSecret, vendors.BaseUrl("hubspot"), "/oauth/authorize", "/oauth/2026-03/token", ""),
            App(Reviews, google.Account.ClientId, google.Account.ClientSecret, vendors.BaseUrl("google"), "/o/oauth2/v2/auth", "/token", ""),
        ];
    }

    private static AppSetup App(string connector, string id, string secret, Uri vendor, string authorize, string token, string api) =>
        new(Catalog.All[connector], id, secret, null, vendor + authorize, vendor + token, vendor + api, new Dictionary<string, string>(), null);

    private static GrantSetup Grant(string id, string connector, Uri url, Dictionary<string, string> credentials, Dictionary<string, string>? settings = null) =>
        new(id, Catalog.All[connector], url, credentials, settings ?? []);

    private static ConnectionSetup Connection(string id, GrantSetup grant, string thing, string? webhookSecret, string? addressSecret, bool primary = true)
    {
        var info = grant.Connector.Info;
        return new ConnectionSetup(
            Client, id, grant, info.Role, primary, thing, [.. info.Streams.Select(s => s.Name)], webhookSecret, addressSecret, new ConnectionInfo(id, Client, info.Role, thing, Zone, "EUR", "DE"));
    }
}
