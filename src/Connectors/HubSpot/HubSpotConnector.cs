using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>HubSpot: a portal as source of contacts, forms, deals, tickets and what colleagues log, and as place for properties, notes and tasks.</summary>
public sealed class HubSpotConnector : IConnector
{
    /// <summary>Longest note text, below HubSpot's 65,536 to leave room for escapes and our mark.</summary>
    internal const int BodyLength = 30_000;

    /// <inheritdoc />
    public ConnectorInfo Info { get; } = new()
    {
        Id = "hubspot",
        Name = "HubSpot",
        Role = "crm",
        ThingName = "portal",
        ThingPattern = "^[0-9]{1,18}$",
        ThingHint = "the portal id, digits only: 143553137",
        DefaultBaseUrl = "https://api.hubapi.com",
        Credentials =
        [
            new(CredentialNames.AccessToken, "Token of the app or service key; HubSpot shows it under Settings, Integrations.", true),
            new(CredentialNames.WebhookSecret, "Client secret of the app, which signs webhooks; without it changes are seen by polling only.", false),
            new(CredentialNames.PreviousWebhookSecret, "Client secret before the last rotation.", false),
            new("properties", "Further contact properties to read, comma separated.", false, false),
        ],
        Streams =
        [
            new("contacts", "contacts that changed", TimeSpan.FromMinutes(5), "contact.created"),
            new("deals", "deals that changed", TimeSpan.FromMinutes(5)),
            new("tickets", "tickets that changed", TimeSpan.FromMinutes(5)),
            new("notes", "notes that colleagues wrote", TimeSpan.FromMinutes(5)),
            new("calls", "calls that were logged", TimeSpan.FromMinutes(5)),
            new("meetings", "meetings and what became of them", TimeSpan.FromMinutes(5)),
            new("tasks", "tasks that were done", TimeSpan.FromMinutes(5)),
        ],
        Actions =
        [
            new("property.set", "set the property {property}", true, 100, [new("property", true), new("value", true)], Record: RecordNeed.Required),
            new("tag.add", "put the tag {tag}", true, 100, [new("tag", true, HubSpotTags.Longest)], BatchBy: "tag", Record: RecordNeed.Required),
            new("tag.remove", "take the tag {tag}", true, 100, [new("tag", true, HubSpotTags.Longest)], BatchBy: "tag", Record: RecordNeed.Required),
            new("list.add", "put on the list {list}", true, 100, [new("list", true)], BatchBy: "list", Record: RecordNeed.Required),
            new("list.remove", "take off the list {list}", true, 100, [new("list", true)], BatchBy: "list", Record: RecordNeed.Required),
            new("deal.create", "make the deal {name}", false, 1, [new("name", true), new("stage", false), new("pipeline", false), new("amount", false), new("owner", false), new("note", false, BodyLength)], Record: RecordNeed.Wanted),
            new("deal.move", "move the deal to the stage {stage}", true, 1, [new("deal", true), new("stage", true)]),
            new("note.create", "write a note", false, 1, [new("body", true, BodyLength), new("owner", false)], Record: RecordNeed.Required),
            new("email.unsubscribe", "take off all mail, or off one kind of it", true, 1, [new("subscription", false), new("reason", false, 1000)]),
            new("email.subscribe", "give the mail {subscription}, where they said neither yes nor no", true, 1, [new("subscription", true), new("proof", true, 1000)]),
            new("contact.erase", "delete the contact for good", true, 1, [new("text", false)], OnlyByApproval: true, Record: RecordNeed.Wanted),
            new("task.create", "make the task {subject}", false, 1, [new("subject", true), new("body", false, BodyLength), new("due", false), new("owner", false)], Record: RecordNeed.Wanted),
        ],
        Buckets =
        [
            new("calls", BucketOwner.Grant, 100, TimeSpan.FromSeconds(10), 0, "HubSpot developer docs, API usage guidelines"),
            new("search", BucketOwner.Grant, 5, TimeSpan.FromSeconds(1), 0, "HubSpot developer docs, search the CRM"),
        ],
        // Ten seconds' calls, as the headers tell them: another process of ours may have taken them. "Usage guidelines" in the developer docs.
        RestAfter = static response => Header(response, "X-HubSpot-RateLimit-Remaining") is 0 ? TimeSpan.FromMilliseconds(Header(response, "X-HubSpot-RateLimit-Interval-Milliseconds") ?? 10_000) : null,
        SignIn = HubSpotSignIn.Info,
        Readiness = HubSpotSignIn.Readiness,
        AppLevelWebhooks = true,
        ConnectionWebhooks = false,
    };

    private static int? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && int.TryParse(values.FirstOrDefault(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc />
    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => HubSpotWebhooks.Verify(request, secrets, now);

    /// <inheritdoc />
    public SplitDelivery Split(WebhookRequest request) => HubSpotWebhooks.Split(request);

    /// <inheritdoc />
    public Normalised Normalise(EnvelopeContent envelope) => HubSpotNormaliser.Normalise(envelope);

    /// <inheritdoc />
    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) =>
        HubSpotStreams.PollAsync(session, request, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        HubSpotStreams.CountAsync(session, stream, from, to, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        HubSpotStreams.FetchAsync(session, kind, ids, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FoundRecord>>> FindAsync(VendorSession session, IReadOnlyList<string> emails, CancellationToken cancellationToken) =>
        HubSpotStreams.FindAsync(session, emails, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) =>
        HubSpotActions.DeliverAsync(session, verb, actions, cancellationToken);

    /// <inheritdoc />
    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => HubSpotActions.MarksOf(verb, action);

    /// <inheritdoc />
    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => HubSpotStreams.CheckAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call, LoginAnswer answer, CancellationToken cancellationToken) => HubSpotSignIn.OwnerAsync(answer);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken) => HubSpotSignIn.OwnerAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken) => HubSpotSignIn.ThingsAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken) => HubSpotSignIn.ReadableAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) => Task.FromResult<VendorResult<SubscriptionReport>>(HubSpotSignIn.Subscriptions);
}
