using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.Mailchimp;

/// <summary>
/// One Mailchimp account with its audiences, flows and campaigns, at <c>/mailchimp/3.0</c>. What people do in the tool and what comes over the
/// API take the same way: state, ledger, flows, webhooks. Thread safe.
/// </summary>
public sealed partial class MailchimpSimulator : ISandboxVendor
{
    private readonly Dictionary<string, MailchimpAudience> _audiences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MailchimpCampaign> _campaigns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly SandboxWorld _world;

    /// <summary>An empty account.</summary>
    public MailchimpSimulator(SandboxWorld world)
    {
        _world = world;
        ApiKey = SandboxIds.HexOf("mailchimp key", 32) + "-us19";
        AccountId = SandboxIds.HexOf("mailchimp account", 12);
        SignIn = new SignInApp(world);
    }

    /// <inheritdoc/>
    public string Vendor => "mailchimp";

    /// <summary>The account's id, also in the ledger.</summary>
    public string AccountId { get; }

    /// <summary>The key that works; a changed key makes the old one invalid.</summary>
    public string ApiKey { get; set; }

    /// <summary>OAuth client id of the hub's app.</summary>
    public const string ClientId = "sample-mailchimp-client-id";

    /// <summary>OAuth client secret.</summary>
    public string ClientSecret { get; set; } = "sample-mailchimp-client-secret";

    /// <summary>The role of the user behind every login: owner, admin, manager, author or viewer.</summary>
    public string Role { get; set; } = "owner";

    /// <summary>The app as registered: redirect addresses, codes.</summary>
    public SignInApp SignIn { get; }

    /// <summary>The account's name.</summary>
    public string AccountName { get; set; } = "Sample account";

    /// <summary>How many calls may be under way at once; more are answered 429.</summary>
    public int MostCallsAtOnce { get; set; } = 10;

    /// <summary>How long a call takes, on the clock the sandbox waits by.</summary>
    public TimeSpan CallTakes { get; set; }

    /// <summary>Whether setting or taking a tag moves the member's <c>last_changed</c>. Not known of the vendor.</summary>
    public bool TagsMoveLastChanged { get; set; } = true;

    /// <summary>Whether new webhooks are signed and get a secret; off makes hooks as before 2026.</summary>
    public bool SignsWebhooks { get; set; } = true;

    /// <summary>Whether a webhook's address must answer a GET with 200 before the hook is made.</summary>
    public bool ChecksWebhookAddress { get; set; } = true;

    /// <summary>The user takes the app away: its tokens are dead.</summary>
    public void RevokeTokens() => Locked(() =>
    {
        _tokens.Clear();
        return true;
    });

    internal string IssueToken() => Locked(() =>
    {
        var token = _world.Ids.Hex(32);
        _tokens.Add(token);
        return token;
    });

    internal bool Accepts(string token) => token == ApiKey || Locked(() => _tokens.Contains(token));

    /// <summary>All audiences.</summary>
    public IReadOnlyList<MailchimpAudience> Audiences => Locked(() => _audiences.Values.ToList());

    /// <summary>All campaigns, flow mails among them, oldest first.</summary>
    public IReadOnlyList<MailchimpCampaign> Campaigns => Locked(() => _campaigns.Values.OrderBy(c => c.CreatedAt).ToList());

    internal SandboxWorld World => _world;

    /// <summary>Makes an audience with the usual four merge fields.</summary>
    public MailchimpAudience AddAudience(string name, params IEnumerable<MailchimpMergeField> fields) => Locked(() =>
    {
        var number = _audiences.Count + 1;
        var audience = new MailchimpAudience(SandboxIds.HexOf("list " + name + number, 10), name, 500_000 + number, _world.Now);
        foreach (var field in fields)
        {
            audience.MergeFields.Add(field with { Id = audience.MergeFields.Count + 1 });
        }

        return _audiences[audience.Id] = audience;
    });

    /// <summary>The member with that address; null when there is none.</summary>
    public MailchimpMember? Member(string listId, string email) => Locked(() => _audiences[listId].Members.GetValueOrDefault(MailchimpMember.HashOf(email)));

    /// <summary>All members of an audience.</summary>
    public IReadOnlyList<MailchimpMember> Members(string listId) => Locked(() => _audiences[listId].Members.Values.ToList());

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => MailchimpEndpoints.Map(routes, this);

    /// <inheritdoc/>
    public (string ContentType, string Body) ErrorBody(int status, string requestId)
    {
        var (title, detail) = status switch
        {
            401 => ("API Key Invalid", "Your API key may be invalid, or you've attempted to access the wrong datacenter."),
            403 => ("Forbidden", "You are not permitted to access this resource."),
            429 => ("TooManyRequests", "You have exceeded the limit of 10 simultaneous connections."),
            _ => ("InternalServerError", "An unexpected internal error has occurred. Please contact Support for more information."),
        };
        return ("application/problem+json; charset=utf-8", MailchimpProblemException.Document(status, title, detail, requestId).ToString(Newtonsoft.Json.Formatting.None));
    }

    internal T Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    internal MailchimpAudience AudienceOrThrow(string id) => _audiences.GetValueOrDefault(id) ?? throw MailchimpProblemException.NotFound();

    internal MailchimpCampaign CampaignOrThrow(string id) => _campaigns.GetValueOrDefault(id) ?? throw MailchimpProblemException.NotFound();

    internal IEnumerable<MailchimpAudience> AllAudiences() => _audiences.Values;

    internal IEnumerable<MailchimpCampaign> AllCampaigns() => _campaigns.Values;

    internal void Note(string verb, string target, Actor by, params (string Name, string? Value)[] values) =>
        _world.Ledger.Add("mailchimp", AccountId, verb, target, by, _world.Now, values);

    /// <summary>Sends a webhook to the audience's hooks that want this event from this source.</summary>
    private void Emit(string listId, string type, Actor by, params IEnumerable<(string Key, string? Value)> data)
    {
        if (_world.IsHistory)
        {
            return;
        }

        var source = by.IsApi ? "api" : by.Name == "team" ? "admin" : "user";
        var body = MailchimpWebhookFactory.Body(type, _world.Now, data);
        foreach (var hook in _world.Webhooks.Subscriptions("mailchimp", listId))
        {
            if (hook.Settings.GetValueOrDefault("events." + type) == "true" && hook.Settings.GetValueOrDefault("sources." + source) == "true")
            {
                _world.Webhooks.Send(hook, type, MailchimpWebhookFactory.Rules, attempt => MailchimpWebhookFactory.Request(attempt, body));
            }
        }
    }

    private static IEnumerable<(string, string?)> Profile(MailchimpMember m) =>
    [
        ("data[id]", m.UniqueId), ("data[email]", m.Email), ("data[email_type]", "html"), ("data[ip_opt]", "203.0.113.7"), ("data[web_id]", m.WebId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("data[merges][EMAIL]", m.Email), .. m.Merge.SelectMany(f => f.Value is JObject parts
            ? parts.Properties().Select(p => ($"data[merges][{f.Key}][{p.Name}]", (string?)p.Value))
            : [($"data[merges][{f.Key}]", f.Value.ToString())]),
        ("data[list_id]", m.ListId),
    ];
}
