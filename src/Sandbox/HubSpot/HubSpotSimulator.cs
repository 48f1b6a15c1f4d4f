using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>
/// A HubSpot account with one installed app: its state, the things people and workflows do in it, and the webhooks that follow.
/// Writes by API and by these methods take the same way to state, ledger and webhooks. Thread safe.
/// </summary>
public sealed partial class HubSpotSimulator : ISandboxVendor
{
    // At most ten more tries within 24 hours ("Webhooks", error handling). HubSpot spreads them; the steps here are our own.
    private static readonly WebhookRules Rules = new(
        TimeSpan.FromSeconds(5), [.. new[] { 1, 5, 10, 30, 60, 120, 180, 240, 360, 420 }.Select(m => TimeSpan.FromMinutes(m))]);

    private readonly Dictionary<string, HubSpotWorkflow> _workflows = new(StringComparer.Ordinal);

    /// <summary>Builds the account with the properties, pipelines and owners of a fresh one, and the subscriptions the hub needs.</summary>
    public HubSpotSimulator(SandboxWorld world, HubSpotAccount? account = null)
    {
        World = world;
        Account = account ?? new HubSpotAccount();
        Crm = new HubSpotCrm(world, Account);
        Lists = new HubSpotLists(world);
        SignIn = new SignInApp(world);
        Tokens = new HubSpotTokens(Account, Switches, SignIn);
        Limits = new HubSpotLimits(Switches, Account.TimeZone);
        if (world.Options.HubBaseUrl is { } hub) TargetUrl = new Uri(hub, "/hooks/apps/hubspot").AbsoluteUri;
        Owners = [new HubSpotOwner(71001, 51430432, "owner@example.com", "Klara", "Kornhaus"), new HubSpotOwner(71002, 51430433, "second@example.com", "Timo", "Kornhaus")];
    }

    /// <inheritdoc/>
    public string Vendor => "hubspot";

    /// <summary>Portal, app and credentials.</summary>
    public HubSpotAccount Account { get; }

    /// <summary>The app as registered: redirect addresses, codes.</summary>
    public SignInApp SignIn { get; }

    /// <summary>Behaviour that can be turned while it runs.</summary>
    public HubSpotSwitches Switches { get; } = new();

    /// <summary>The one webhook target of the app; null sends nothing. Signed exactly as written here.</summary>
    public string? TargetUrl { get; set; }

    /// <summary>The colleagues with a seat.</summary>
    public IReadOnlyList<HubSpotOwner> Owners { get; }

    /// <summary>Refreshes the token endpoint has granted.</summary>
    public int TokenRefreshes
    {
        get
        {
            lock (Gate) return Tokens.Refreshes;
        }
    }

    internal Lock Gate { get; } = new();

    internal SandboxWorld World { get; }

    internal HubSpotCrm Crm { get; }

    internal HubSpotLists Lists { get; }

    internal HubSpotConsent Consent { get; } = new();

    internal HubSpotTokens Tokens { get; }

    internal HubSpotLimits Limits { get; }

    internal List<HubSpotSubmission> Submissions { get; } = [];

    internal string Portal => Account.PortalId.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => HubSpotEndpoints.Map(routes, this);

    /// <inheritdoc/>
    public (string ContentType, string Body) ErrorBody(int status, string requestId) =>
        ("application/json;charset=utf-8", HubSpotErrors.Of(status, requestId).ToString(Newtonsoft.Json.Formatting.None));

    /// <summary>The record, or null. Types by plural name; key is the id, or the value of <paramref name="idProperty"/>.</summary>
    public HubSpotObject? Find(string type, string key, string? idProperty = null) => Do(() => Crm.Find(HubSpotTypes.Of(type), key, idProperty));

    /// <summary>All live records of a type, oldest id first.</summary>
    public IReadOnlyList<HubSpotObject> All(string type) => Do(() => Crm.Of(HubSpotTypes.Of(type)).Where(o => o.ArchivedAt is null).ToList());

    /// <summary>True when the address opted out of all mail.</summary>
    public bool IsOptedOut(string email) => Do(() => Consent.IsOptedOut(email));

    /// <summary>An admin adds a property to a type.</summary>
    public void DefineProperty(string type, HubSpotPropertyDefinition definition) => Do(() =>
    {
        Crm.Define(HubSpotTypes.Of(type), definition with { Custom = true }, HubSpotActor.Person(), "create");
        return true;
    });

    /// <summary>Switches a workflow of the account's own on; one of the same id is replaced.</summary>
    public void SwitchOn(HubSpotWorkflow workflow) => Do(() =>
    {
        Crm.Workflows.RemoveAll(w => w.Id == workflow.Id);
        Crm.Workflows.Add(workflow);
        _workflows[workflow.Id] = workflow;
        return true;
    });

    /// <summary>Switches a workflow off; false when it was not on.</summary>
    public bool SwitchOff(string workflowId) => Do(() => _workflows.Remove(workflowId) && Crm.Workflows.RemoveAll(w => w.Id == workflowId) > 0);

    /// <summary>Another integration is installed in the account: its token works and its writes carry its own app id.</summary>
    public void InstallOtherApp(string token, long appId) => Do(() =>
    {
        Tokens.AddOtherApp(token, appId);
        return true;
    });

    /// <summary>The app is uninstalled: every token and the refresh token are void.</summary>
    public void Uninstall() => Do(() =>
    {
        Tokens.RevokeAll();
        return true;
    });

    /// <summary>All access tokens made so far end now; the refresh token lives on.</summary>
    public void ExpireAccessTokens() => Do(() =>
    {
        Tokens.ExpireAccessTokens();
        return true;
    });

    /// <summary>The app's subscriptions, as kept by the sandbox's webhook sender.</summary>
    public IReadOnlyList<HubSpotSubscription> Subscriptions => [.. World.Webhooks.Subscriptions(Vendor).Select(HubSpotSubscriptions.Read)];

    /// <summary>Adds a subscription of the app, as its project file does; returns it.</summary>
    public HubSpotSubscription Subscribe(string type, string? propertyName = null, string? objectTypeId = null, bool active = true)
    {
        var subscription = new HubSpotSubscription(World.Ids.Next("hubspot.subscriptions", 2426754), type, propertyName, objectTypeId, active);
        World.Webhooks.Subscribe(HubSpotSubscriptions.Write(subscription, this));
        return subscription;
    }

    /// <summary>Subscribes to what a journey hub listens to: creation, deletion, merge, restore, privacy deletion, links, and the usual properties.</summary>
    public void SubscribeToTheUsual(params string[] moreContactProperties)
    {
        foreach (var verb in new[] { "creation", "deletion", "merge", "restore", "privacyDeletion", "associationChange" }) Subscribe("contact." + verb);
        string[] usual =
        [
            "email", "firstname", "lastname", "phone", "lifecyclestage", "hs_lead_status", "hubspot_owner_id", "hs_email_optout", "hs_analytics_source",
            "recent_conversion_date", "notes_last_contacted",
        ];
        foreach (var property in usual.Concat(moreContactProperties)) Subscribe("contact.propertyChange", property);
        foreach (var verb in new[] { "creation", "deletion", "associationChange" }) Subscribe("deal." + verb);
        foreach (var property in new[] { "dealstage", "amount", "dealname" }) Subscribe("deal.propertyChange", property);
        foreach (var verb in new[] { "creation", "deletion" }) Subscribe("ticket." + verb);
        Subscribe("ticket.propertyChange", "hs_pipeline_stage");
    }

    /// <summary>Does something under the lock and sends the webhooks that follow from it.</summary>
    internal T Do<T>(Func<T> what)
    {
        lock (Gate)
        {
            try
            {
                return what();
            }
            finally
            {
                // Also after a refusal in mid-batch: what was done before it did happen.
                Tell();
            }
        }
    }

    internal void OptOutInside(string email, HubSpotActor by, string requestId)
    {
        if (!Consent.OptOut(email)) return;
        Crm.Note("consent.opt-out", email, by, requestId, []);
        if (Crm.Find(HubSpotTypes.Of("contacts"), email, "email") is { } contact) Crm.SetSystem(HubSpotTypes.Of("contacts"), contact, "hs_email_optout", "true", by);
    }

    private HubSpotObject Live(string type, long id) => Crm.Live(HubSpotTypes.Of(type), id.ToString(CultureInfo.InvariantCulture));

    private void Tell()
    {
        if (Crm.Happened.Count == 0) return;
        var happened = Crm.Happened.ToList();
        Crm.Happened.Clear();
        if (World.IsHistory || Switches.WebhooksSilent || TargetUrl is null) return;
        var events = HubSpotSubscriptions.Events(happened, Subscriptions, World.Ids, Switches);
        foreach (var one in events.GroupBy(e => e.By.ChangeSource).SelectMany(g => g.Chunk(Switches.EventsPerDelivery)))
        {
            var app = new WebhookSubscription(
                "app-" + Account.AppId.ToString(CultureInfo.InvariantCulture), Vendor, Portal, "", new Uri(TargetUrl), Account.ClientSecret, World.Now) { Permanent = true };
            var which = Switches.Signatures;
            World.Webhooks.Send(app, one[0].SubscriptionType, Rules, attempt =>
            {
                var body = HubSpotWebhookFactory.Body(one, Account.PortalId, Account.AppId, attempt.Number);
                var headers = HubSpotWebhookFactory.Headers(which, attempt.Secret, "POST", attempt.Address.OriginalString, body, attempt.At);
                return new WebhookRequest(body, "application/json", headers);
            });
        }
    }
}
