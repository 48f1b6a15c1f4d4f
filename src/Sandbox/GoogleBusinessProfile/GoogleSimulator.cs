using System.Globalization;
using IntegrationHub.Sandbox.SignIn;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>
/// A Google Business Profile account with its locations, the things the public and the owner do on Google, and the Pub/Sub pushes that follow.
/// Thread safe.
/// </summary>
public sealed partial class GoogleSimulator : ISandboxVendor, IDisposable
{
    private static readonly string[] NotificationTypes =
    [
        "GOOGLE_UPDATE", "NEW_REVIEW", "UPDATED_REVIEW", "NEW_CUSTOMER_MEDIA", "DUPLICATE_LOCATION", "VOICE_OF_MERCHANT_UPDATED", "LOSS_OF_VOICE_OF_MERCHANT",
        "NEW_QUESTION", "UPDATED_QUESTION", "NEW_ANSWER", "UPDATED_ANSWER",
    ];

    // Ten seconds to answer; then again after 10, 20, 40 ... 600 seconds until the message is seven days old. 206 is a nack.
    private static readonly WebhookRules Rules = new(TimeSpan.FromSeconds(10), BackOff()) { Acknowledging = [102, 200, 201, 202, 204] };

    private readonly Dictionary<string, JObject> _locations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JObject> _suggested = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GoogleReview> _reviews = new(StringComparer.Ordinal);
    private readonly Queue<string> _refusals = new();
    private readonly Lazy<GoogleKeys> _keys;

    /// <summary>Builds an account with one bakery.</summary>
    public GoogleSimulator(SandboxWorld world, GoogleAccount? account = null)
    {
        World = world;
        Account = account ?? new GoogleAccount();
        SignIn = new SignInApp(world);
        Tokens = new GoogleTokens(Account, SignIn, world);
        Limits = new GoogleLimits(Switches);
        _keys = new Lazy<GoogleKeys>(() => new GoogleKeys(world.Ids));
        if (world.Options.HubBaseUrl is { } hub) PushEndpoint = new Uri(hub, "/hooks/apps/google").AbsoluteUri;
        AddLocation("5550001", "Sample Bakery Kornhaus", "KORN-1");
        // The account's one setting is shared by all tools: the fault is another tool taking it over.
        world.Faults.Added += fault =>
        {
            if (fault.Kind == FaultKind.DroppedSubscription && fault.Vendor is null or "google") SetNotifications("projects/another-tool/topics/gbp", ["NEW_REVIEW"]);
        };
    }

    /// <inheritdoc/>
    public string Vendor => "google";

    /// <summary>Account, project and credentials.</summary>
    public GoogleAccount Account { get; }

    /// <summary>The app as registered: redirect addresses, codes.</summary>
    public SignInApp SignIn { get; }

    /// <summary>Behaviour that can be turned while it runs.</summary>
    public GoogleSwitches Switches { get; } = new();

    /// <summary>The keys that sign push tokens; rotate them here.</summary>
    public GoogleKeys Keys => _keys.Value;

    /// <summary>Where the push subscription delivers; null delivers nothing.</summary>
    public string? PushEndpoint { get; set; }

    /// <summary>The audience set on the push subscription; null takes the endpoint, as Google does by default.</summary>
    public string? PushAudience { get; set; }

    /// <summary>How often the token endpoint has refreshed.</summary>
    public int TokenRefreshes => Do(() => Tokens.Refreshes);

    /// <summary>The consent screen is in Testing: sign-ins made from now on end after seven days of the vendors' clock.</summary>
    public bool InTesting
    {
        get => Do(() => Tokens.InTesting);
        set => Do(() => Tokens.InTesting = value);
    }

    internal Lock Gate { get; } = new();

    internal SandboxWorld World { get; }

    internal GoogleTokens Tokens { get; }

    internal GoogleLimits Limits { get; }

    internal GoogleMetrics Metrics { get; } = new();

    internal SortedDictionary<long, JObject> Posts { get; } = [];

    internal List<(string Location, JObject Item)> CustomerMedia { get; } = [];

    internal List<GoogleGroup> Groups { get; } = [];

    internal JObject Notifications { get; private set; } = [];

    internal IReadOnlyDictionary<string, JObject> Locations => _locations;

    internal DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(World.Now.ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => GoogleEndpoints.Map(routes, this);

    /// <inheritdoc/>
    public (string ContentType, string Body) ErrorBody(int status, string requestId)
    {
        var (name, message) = status switch
        {
            401 => ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
            429 => ("RESOURCE_EXHAUSTED", "Quota exceeded."),
            503 => ("UNAVAILABLE", "The service is currently unavailable."),
            _ => ("INTERNAL", "Internal error encountered."),
        };
        var error = new JObject { ["code"] = status, ["message"] = message, ["status"] = name };
        return ("application/json; charset=UTF-8", new JObject { ["error"] = error }.ToString(Formatting.None));
    }

    /// <summary>The person who signs in also reaches this account.</summary>
    public void AddGroup(GoogleGroup group) => Do(() =>
    {
        Groups.Add(group);
        return true;
    });

    /// <summary>Adds a verified location.</summary>
    public void AddLocation(string id, string title, string storeCode) => Do(() => _locations[id] = new JObject
    {
        ["name"] = "locations/" + id,
        ["title"] = title,
        ["storeCode"] = storeCode,
        ["languageCode"] = "en",
        ["phoneNumbers"] = new JObject { ["primaryPhone"] = "030 5550100" },
        ["categories"] = new JObject { ["primaryCategory"] = new JObject { ["name"] = "categories/gcid:bakery", ["displayName"] = "Bakery" } },
        ["storefrontAddress"] = new JObject
        {
            ["regionCode"] = "DE", ["languageCode"] = "de", ["postalCode"] = "10115", ["locality"] = "Berlin", ["addressLines"] = new JArray("Beispielweg 1"),
        },
        ["websiteUri"] = "https://bakery.example",
        ["regularHours"] = new JObject
        {
            ["periods"] = new JArray(new[] { "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY" }.Select(d => new JObject
            {
                ["openDay"] = d, ["openTime"] = new JObject { ["hours"] = 7 }, ["closeDay"] = d, ["closeTime"] = new JObject { ["hours"] = 18 },
            })),
        },
        ["metadata"] = new JObject
        {
            ["placeId"] = "ChIJsample" + id, ["mapsUri"] = "https://maps.example/?cid=" + id, ["newReviewUri"] = "https://search.example/local/writereview?placeid=ChIJsample" + id,
        },
    });

    /// <summary>Sets the account's one notification setting, as its owner or another tool does.</summary>
    public void SetNotifications(string topic, IReadOnlyList<string> types) => Do(() => Notifications = Setting(topic, types));

    /// <summary>The owner takes the grant back: access and refresh tokens are void.</summary>
    public void RevokeGrant() => Do(() =>
    {
        Tokens.Revoke();
        return true;
    });

    /// <summary>All access tokens end now; the grant lives on.</summary>
    public void ExpireAccessTokens() => Do(() =>
    {
        Tokens.Expire();
        return true;
    });

    /// <summary>An access token without the round trip, valid for an hour or as long as told.</summary>
    public string IssueAccessToken(TimeSpan? lasts = null) => Do(() => Tokens.Make(World.Options.WaitTime.GetUtcNow(), lasts));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_keys.IsValueCreated) _keys.Value.Dispose();
    }

    internal T Do<T>(Func<T> what)
    {
        lock (Gate) return what();
    }

    internal IEnumerable<GoogleReview> ReviewsOf(string location) => _reviews.Values.Where(r => r.Location == location);

    internal JObject SuggestedFor(string location) => _suggested.GetValueOrDefault(location) ?? [];

    /// <summary>Creates or replaces the reply. The same text again changes nothing.</summary>
    internal GoogleReview Reply(GoogleReview review, string comment, Actor by)
    {
        if (review.Reply is { } present && present.Comment == comment && present.StateAt(Now) != "REJECTED") return review;
        var reply = new GoogleReply(comment, Now, Now + Switches.ReplyDelay, _refusals.TryDequeue(out var violation) ? violation : null);
        var replied = _reviews[review.Id] = review with { Reply = reply };
        Note("reply.put", review.NameIn(Account), by, ("comment", comment));
        if (Switches.ReplyNotifies) Push("UPDATED_REVIEW", review.Location, replied);
        return replied;
    }

    internal void DeleteReply(GoogleReview review, Actor by)
    {
        if (review.Reply is null) return;
        _reviews[review.Id] = review with { Reply = null };
        Note("reply.delete", review.NameIn(Account), by);
    }

    internal void ChangeNotifications(string topic, IReadOnlyList<string> types, Actor by)
    {
        if (types.FirstOrDefault(t => !NotificationTypes.Contains(t)) is { } unknown) throw GoogleRefusalException.Invalid("Invalid value at 'notification_types': " + unknown);
        Notifications = Setting(topic, types);
        Note("notifications.set", Account.Resource, by, ("topic", topic), ("types", string.Join(',', types)));
    }

    internal void Note(string verb, string target, Actor by, params IEnumerable<(string, string?)> values) => World.Ledger.Add(Vendor, Account.Id, verb, target, by, Now, values);

    private static JObject Setting(string topic, IReadOnlyList<string> types) =>
        topic.Length == 0 && types.Count == 0 ? [] : new JObject { ["pubsubTopic"] = topic, ["notificationTypes"] = new JArray(types) };

    private static List<TimeSpan> BackOff()
    {
        var waits = new List<TimeSpan>();
        for (var (wait, age) = (TimeSpan.FromSeconds(10), TimeSpan.Zero); age + wait <= TimeSpan.FromDays(7); age += wait, wait = TimeSpan.FromSeconds(Math.Min(600, wait.TotalSeconds * 2)))
        {
            waits.Add(wait);
        }

        return waits;
    }

    private string Known(string location) => _locations.ContainsKey(location) ? location : throw new ArgumentException("no such location: " + location, nameof(location));

    private void Push(string type, string location, GoogleReview? review)
    {
        if (World.IsHistory || PushEndpoint is null || (string?)Notifications["pubsubTopic"] != Account.Topic) return;
        if ((Notifications["notificationTypes"] as JArray)?.Any(t => (string?)t == type) != true) return;
        var pointer = GooglePushFactory.Pointer(Switches.PointerNames, type, $"{Account.Resource}/locations/{location}", review?.NameIn(Account));
        var messageId = World.Ids.Next("google.messages", 2070443601311540).ToString(CultureInfo.InvariantCulture);
        var body = GooglePushFactory.Body(Account.Subscription, messageId, Now, pointer);
        var to = new WebhookSubscription(Account.Subscription, Vendor, Account.Id, type, new Uri(PushEndpoint), "", Now) { Permanent = true };
        World.Webhooks.Send(to, type, Rules, attempt =>
        {
            var headers = new Dictionary<string, string> { ["User-Agent"] = "CloudPubSub-Google" };
            var flaw = Switches.PushFlaw;
            if (flaw != GooglePushFlaw.NoToken)
            {
                var claims = GooglePushFactory.Claims(PushAudience ?? attempt.Address.OriginalString, Account.PushServiceAccount, attempt.At, flaw);
                headers["Authorization"] = "Bearer " + Keys.Sign(claims, flaw);
            }

            return new WebhookRequest(body, "application/json", headers);
        });
    }
}
