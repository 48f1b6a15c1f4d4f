using System.Text.RegularExpressions;

namespace IntegrationHub.Connectors.Contract;

/// <summary>What a connector is called, can do and needs. Configuration, validation, pages and docs are made from it.</summary>
public sealed record ConnectorInfo
{
    /// <summary>Id in configuration, addresses and the store: <c>shopify</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to people: <c>Shopify</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The one role this tool plays by default: <c>shop</c>, <c>mail</c>, <c>crm</c>, <c>reviews</c>.</summary>
    public required string Role { get; init; }

    /// <summary>What a connection reaches: <c>shop</c>, <c>audience</c>, <c>portal</c>, <c>location</c>.</summary>
    public required string ThingName { get; init; }

    /// <summary>Regular expression (non-backtracking) a connection's thing must match, with its meaning in <see cref="ThingHint"/>.</summary>
    public required string ThingPattern { get; init; }

    /// <summary>True for what can be a thing of this vendor.</summary>
    public bool IsThing(string thing) => Regex.IsMatch(thing, ThingPattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>What a right thing looks like, e.g. <c>your-shop.myshopify.com</c>.</summary>
    public required string ThingHint { get; init; }

    /// <summary>The vendor's own base address; a grant's <c>baseUrl</c> may replace it.</summary>
    public required string DefaultBaseUrl { get; init; }

    /// <summary>Where the vendor is called for one connection when the grant leaves the address to the connector (shop domain, data centre); null when it is the same for all.</summary>
    public Func<ConnectionInfo, IReadOnlyDictionary<string, string>, Uri>? BaseUrlOf { get; init; }

    /// <summary>Credentials a grant may carry.</summary>
    public required IReadOnlyList<CredentialInfo> Credentials { get; init; }

    /// <summary>Collections that can be polled.</summary>
    public required IReadOnlyList<StreamInfo> Streams { get; init; }

    /// <summary>Actions that can be carried out.</summary>
    public required IReadOnlyList<ActionInfo> Actions { get; init; }

    /// <summary>Rate budgets.</summary>
    public required IReadOnlyList<BucketInfo> Buckets { get; init; }

    /// <summary>
    /// How long the bucket of a call should rest after its answer, where the vendor tells how much is left (points, remaining calls); null, or giving null, where it says nothing. The body is
    /// buffered and may be read. Never throws.
    /// </summary>
    public Func<HttpResponseMessage, TimeSpan?>? RestAfter { get; init; }

    /// <summary>How people sign in at the vendor; null when there is nothing to sign in to.</summary>
    public SignInInfo? SignIn { get; init; }

    /// <summary>What somebody should know before connecting; null when there is nothing to know.</summary>
    public ReadinessInfo? Readiness { get; init; }

    /// <summary>True when the vendor calls one address for all accounts (<c>/hooks/apps/{connector}</c>) and <see cref="EnvelopePart.Route"/> finds the connection.</summary>
    public required bool AppLevelWebhooks { get; init; }

    /// <summary>False when the vendor knows no address of a single connection, so that <see cref="AppLevelWebhooks"/> is the only way in.</summary>
    public bool ConnectionWebhooks { get; init; } = true;

    /// <summary>Checks the settings of a connection and lists every mistake; null where connections have none.</summary>
    public Func<IReadOnlyDictionary<string, string>, IEnumerable<SettingMistake>>? CheckSettings { get; init; }

    /// <summary>The stream that tells which mails went to whom; null when the vendor tells nobody.</summary>
    public string? MailStream { get; init; }

    /// <summary>True when people type the address that is called: then only addresses of the open internet are, unless the operator has named another as the login's <c>baseUrl</c>.</summary>
    public bool IsTypedAddress { get; init; }

    /// <summary>True when webhook addresses carry a secret as their last segment (Mailchimp).</summary>
    public bool SecretInAddress { get; init; }

    /// <summary>Status that tells the vendor "received": 200, or 204 where the vendor asks for it.</summary>
    public int AcceptedStatus { get; init; } = 200;
}
