using System.Text;
using IntegrationHub.Sandbox;
using IntegrationHub.Sandbox.HubSpot;
using IntegrationHub.Sandbox.Mailchimp;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Hub.Demo;

/// <summary>The bakery's four simulated tools as its people set them up: lists and flows, forms, a workflow of their own, webhooks to the hub.</summary>
internal static class DemoSandbox
{
    private static readonly string[] ShopTopics =
    [
        "customers/create", "customers/update", "customer.tags_added", "customer.tags_removed", "customers_email_marketing_consent/update", "orders/create", "orders/paid",
        "orders/cancelled", "orders/fulfilled", "checkouts/create", "checkouts/update", "refunds/create", "fulfillments/create", "fulfillment_events/create", "customers/data_request",
        "customers/redact",
    ];

    private static readonly string[] Fields = ["SOURCE", "HEARD", "CARTURL", "REVIEWURL", "LASTPRODUCT", "NEXTPRODUCT", "LOYALTYCODE"];

    private static readonly (string Name, string Tag)[] Flows =
    [
        ("Welcome", "welcome"), ("Pre-order", "preorder-reminder"), ("Review request", "review-request"), ("How are you?", "win-back"), ("Regulars", "regular-thanks"),
        ("Thank you", "loyalty-3"), ("Thank you", "loyalty-10"), ("Thank you", "loyalty-25"), ("Care tips", "care-tips"), ("Tell a friend", "referral"),
    ];

    private static readonly TimeSpan FlowTakes = TimeSpan.FromMinutes(2);

    /// <summary>The shop.</summary>
    public static void Shop(SandboxVendors vendors, Uri hub)
    {
        var shop = vendors.Shopify.Shop(DemoBusiness.Client);
        shop.Title = DemoBusiness.Name;
        shop.ConfigureAppWebhooks(new Uri(hub, $"/hooks/{DemoBusiness.Client}/shop"), ShopTopics);
        shop.Throttle.RestoreRate = 100_000; // a story day takes seconds: what the tools allow in an hour must fit
    }

    /// <summary>One audience with its flows and its webhook; gives id and signing secret.</summary>
    public static async Task<(string Id, string SigningSecret)> AudienceAsync(SandboxVendors vendors, string name, string connection, string addressSecret, Uri hub, CancellationToken cancellationToken)
    {
        vendors.Mailchimp.ChecksWebhookAddress = false; // the hub is not up yet
        var audience = vendors.Mailchimp.AddAudience(name, Fields.Select((tag, i) => new MailchimpMergeField(i + 3, tag, tag, "text")));
        foreach (var (flow, tag) in Flows)
        {
            vendors.Mailchimp.AddFlow(new MailchimpFlow { Name = flow, ListId = audience.Id, Tag = tag, Mails = [new MailchimpFlowMail(FlowTakes, flow)] });
        }

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(vendors.BaseUrl("mailchimp") + $"/3.0/lists/{audience.Id}/webhooks"));
        request.Headers.Authorization = new("Bearer", vendors.Mailchimp.ApiKey);
        request.Content = new StringContent(
            new JObject
            {
                ["url"] = new Uri(hub, $"/hooks/{DemoBusiness.Client}/{connection}/{addressSecret}").ToString(),
                ["events"] = new JObject { ["subscribe"] = true, ["unsubscribe"] = true, ["profile"] = true, ["cleaned"] = true, ["upemail"] = true, ["campaign"] = true },
                ["sources"] = new JObject { ["user"] = true, ["admin"] = true, ["api"] = false },
            }.ToString(), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (audience.Id, (string)JObject.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))["signing_secret"]!);
    }

    /// <summary>The CRM, with a property and a workflow that the bakery made for itself.</summary>
    public static void Crm(SandboxVendors vendors)
    {
        var crm = vendors.HubSpot;
        (crm.Switches.SearchPerSecond, crm.Switches.TenSecondLimit) = (1000, 10_000); // as for the shop
        crm.DefineProperty("contacts", new HubSpotPropertyDefinition(DemoBusiness.ClassProperty));
        crm.SubscribeToTheUsual(DemoBusiness.ClassProperty);
        crm.SwitchOn(new HubSpotWorkflow("vip-capitals", "contacts", DemoBusiness.ClassProperty, "vip", DemoBusiness.ClassProperty, "VIP"));
    }

    /// <summary>The profile on Google; gives the address it pushes to.</summary>
    public static string Google(SandboxVendors vendors, string connector, Uri hub)
    {
        var google = vendors.Google;
        var push = new Uri(hub, "/hooks/apps/" + connector).ToString();
        (google.PushEndpoint, google.PushAudience) = (push, push);
        google.SetNotifications(google.Account.Topic, ["NEW_REVIEW", "UPDATED_REVIEW", "GOOGLE_UPDATE"]);
        google.Switches.ReplyDelay = TimeSpan.FromMinutes(150); // Google looks at an answer before it shows it
        return push;
    }
}
