using System.Text;
using IntegrationHub.Connectors;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Sandbox;
using IntegrationHub.Sandbox.Mailchimp;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Demo;

/// <summary>The sample bakery: its simulated tools, and the setup by which the hub reaches them.</summary>
public sealed class DemoBusiness
{
    /// <summary>Client id.</summary>
    public const string Client = "kornhaus";

    private static readonly string[] ShopTopics =
    [
        "customers/create", "customers/update", "customer.tags_added", "customer.tags_removed", "customers_email_marketing_consent/update", "orders/create", "orders/paid",
        "orders/cancelled", "orders/fulfilled", "checkouts/create", "checkouts/update", "refunds/create", "fulfillment_events/create", "customers/data_request", "customers/redact",
    ];

    private static readonly string[] FieldTags = ["SOURCE", "CARTURL", "REVIEWURL", "LASTPRODUCT", "NEXTPRODUCT", "LOYALTYCODE"];

    private DemoBusiness(SandboxVendors vendors, string audience, HubSetup setup) => (Vendors, Audience, Setup) = (vendors, audience, setup);

    /// <summary>The simulated tools.</summary>
    public SandboxVendors Vendors { get; }

    /// <summary>The newsletter's audience id.</summary>
    public string Audience { get; }

    /// <summary>What the hub runs on.</summary>
    public HubSetup Setup { get; }

    /// <summary>Starts the tools on a free loopback port and connects the hub to them.</summary>
    public static async Task<DemoBusiness> StartAsync(Uri hub, TimeProvider clock, CancellationToken cancellationToken)
    {
        var vendors = await SandboxVendors.StartAsync(new SandboxOptions { Time = clock, HubBaseUrl = hub, RetryPace = 0.001 }, cancellationToken);
        var shop = vendors.Shopify.Shop(Client);
        shop.Title = "Sample Bakery Kornhaus";
        shop.ConfigureAppWebhooks(new Uri(hub, $"/hooks/{Client}/shop"), ShopTopics);
        vendors.Mailchimp.ChecksWebhookAddress = false; // the hub is not up yet
        var audience = vendors.Mailchimp.AddAudience(
            "Newsletter", FieldTags.Select((tag, i) => new MailchimpMergeField(i + 3, tag, tag, "text")));
        foreach (var (name, tag) in new[] { ("Welcome", "welcome"), ("Pre-order", "preorder-reminder"), ("Review request", "review-request"), ("How are you?", "win-back") })
        {
            vendors.Mailchimp.AddFlow(new MailchimpFlow { Name = name, ListId = audience.Id, Tag = tag, Mails = [new MailchimpFlowMail(TimeSpan.FromMinutes(2), name)] });
        }

        var signing = await RegisterAudienceWebhookAsync(vendors, audience.Id, hub, cancellationToken);
        vendors.HubSpot.SubscribeToTheUsual();
        return new DemoBusiness(vendors, audience.Id, Build(vendors, hub, audience.Id, signing));
    }

    private static async Task<string> RegisterAudienceWebhookAsync(SandboxVendors vendors, string audience, Uri hub, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(vendors.BaseUrl("mailchimp") + $"/3.0/lists/{audience}/webhooks"));
        request.Headers.Authorization = new("Bearer", vendors.Mailchimp.ApiKey);
        request.Content = new StringContent(
            new JObject
            {
                ["url"] = new Uri(hub, $"/hooks/{Client}/mail/{AddressSecret}").ToString(),
                ["events"] = new JObject { ["subscribe"] = true, ["unsubscribe"] = true, ["profile"] = true, ["cleaned"] = true, ["upemail"] = true, ["campaign"] = true },
                ["sources"] = new JObject { ["user"] = true, ["admin"] = true, ["api"] = false },
            }.ToString(), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (string)JObject.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))["signing_secret"]!;
    }

    private const string AddressSecret = "sample-address-secret-of-the-demo";

    private static HubSetup Build(SandboxVendors vendors, Uri hub, string audience, string signing)
    {
        var shop = vendors.Shopify.Shop(Client);
        GrantSetup Grant(string id, string connector, Uri url, Dictionary<string, string> credentials, Dictionary<string, string>? settings = null) =>
            new(id, Catalog.All[connector], url, credentials, settings ?? []);
        var grants = new List<GrantSetup>
        {
            Grant("sample-shop", "shopify", vendors.BaseUrl("shopify", Client), new() { ["accessToken"] = shop.AccessToken, ["webhookSecret"] = shop.ClientSecret }),
            Grant("sample-mail", "mailchimp", new Uri(vendors.BaseUrl("mailchimp") + "/3.0"), new() { ["accessToken"] = vendors.Mailchimp.ApiKey }),
            Grant("sample-crm", "hubspot", vendors.BaseUrl("hubspot"), new() { ["accessToken"] = vendors.HubSpot.Account.StaticToken, ["webhookSecret"] = vendors.HubSpot.Account.ClientSecret }),
        };
        var connections = new List<ConnectionSetup>
        {
            Connection("shop", grants[0], shop.Domain, null, null),
            Connection("mail", grants[1], audience, signing, AddressSecret),
            Connection("crm", grants[2], vendors.HubSpot.Account.PortalId.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null),
        };
        if (Catalog.All.ContainsKey(Google))
        {
            var google = vendors.Google;
            var push = new Uri(hub, "/hooks/apps/" + Google).ToString();
            (google.PushEndpoint, google.PushAudience) = (push, push);
            google.SetNotifications(google.Account.Topic, ["NEW_REVIEW", "UPDATED_REVIEW", "GOOGLE_UPDATE"]);
            grants.Add(Grant(
                "sample-reviews", Google, vendors.BaseUrl("google"), new() { ["accessToken"] = google.IssueAccessToken() },
                new()
                {
                    ["account"] = "accounts/" + google.Account.Id, ["serviceAccount"] = google.Account.PushServiceAccount, ["audience"] = push,
                    ["jwksUrl"] = vendors.BaseUrl("google", "oauth2/v3/certs").ToString(),
                }));
            connections.Add(Connection("reviews", grants[^1], "locations/5550001", null, null));
        }

        var client = new ClientSetup(
            Client, "Sample Bakery Kornhaus", "Europe/Berlin", "EUR", "de-DE", [], Path.Combine(AppContext.BaseDirectory, "Demo", "mapping.bakery.json"), true, true, [.. connections]);
        return new HubSetup(hub, grants, [client]);
    }

    private const string Google = "google-business-profile";

    private static ConnectionSetup Connection(string id, GrantSetup grant, string thing, string? webhookSecret, string? addressSecret)
    {
        var info = grant.Connector.Info;
        return new ConnectionSetup(
            Client, id, grant, info.Role, true, thing, [.. info.Streams.Select(s => s.Name)], webhookSecret, addressSecret,
            new ConnectionInfo(id, Client, info.Role, thing, "Europe/Berlin", "EUR", "DE"));
    }
}
