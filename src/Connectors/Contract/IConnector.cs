namespace IntegrationHub.Connectors.Contract;

/// <summary>
/// Code for one vendor. Everything the hub asks of a vendor goes through here. Implementations are stateless and safe to call concurrently; <see cref="Verify"/>,
/// <see cref="Split"/>, <see cref="Normalise"/> and <see cref="MarksOf"/> are pure and never throw, whatever the bytes.
/// </summary>
public interface IConnector
{
    /// <summary>What this connector is called, can do and needs.</summary>
    ConnectorInfo Info { get; }

    /// <summary>Checks that a delivery comes from the vendor: over the raw bytes, in constant time, before anything is parsed.</summary>
    WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now);

    /// <summary>Cuts a verified delivery into envelopes by a forward-only scan. What cannot be cut comes back as one quarantined part.</summary>
    SplitDelivery Split(WebhookRequest request);

    /// <summary>Turns one envelope into events, wished fetches and changes of the connection's state.</summary>
    Normalised Normalise(EnvelopeContent envelope);

    /// <summary>Reads the next page of a stream. A null cursor means from <see cref="PollRequest.Since"/>.</summary>
    Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken);

    /// <summary>Asks the vendor how many records of a stream came into being in a span of time. Only asked where <see cref="StreamInfo.Born"/> is set.</summary>
    /// <param name="session">The session.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="from">Begin, part of the span.</param>
    /// <param name="to">End, not part of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<long>>(new VendorFailure(FailureKind.Misconfigured, "This tool does not count."));

    /// <summary>Reads objects that a pointer named; every asked id has a record in the answer, found or gone.</summary>
    Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Looks for the records of people by their addresses, for actions whose <see cref="ActionInfo.Record"/> asks for one: an entry for each address that the vendor knows; an
    /// address that is left out is unknown there. A vendor that did not answer about an address is a failure, not an unknown person.
    /// </summary>
    Task<VendorResult<IReadOnlyList<FoundRecord>>> FindAsync(VendorSession session, IReadOnlyList<string> emails, CancellationToken cancellationToken) =>
        Task.FromResult(VendorResult<IReadOnlyList<FoundRecord>>.From([]));

    /// <summary>
    /// Carries out actions of one verb on one connection, through the vendor's batch call where it has one. Gives exactly one verdict per action, matched by key,
    /// and never throws for anything a vendor or the network does: a broken line is a verdict too.
    /// </summary>
    Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken);

    /// <summary>What to fetch to see whether something followed from an action (the mail that a tag starts); null where the tool tells nobody.</summary>
    FetchWish? EffectOf(string verb, OutboundAction action) => null;

    /// <summary>What the vendor would show if this action were done: written to the echo ledger before the call, so that our own write is recognised.</summary>
    IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action);

    /// <summary>Asks the vendor who we are and whether the connection's thing is there (<c>hub check --live</c>).</summary>
    Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken);

    /// <summary>Checks what a browser brought back from the sign-in beyond the state, where the vendor signs it (Shopify).</summary>
    /// <param name="query">The parameters that came back.</param>
    /// <param name="clientSecret">The app's secret.</param>
    /// <param name="thing">What was to be connected, where it was named before; null otherwise.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null when it is right; else why not, for people.</returns>
    string? CheckReturn(IReadOnlyDictionary<string, string> query, string clientSecret, string? thing, DateTimeOffset now) => null;

    /// <summary>Asks whose login fresh tokens are. Only called where <see cref="ConnectorInfo.SignIn"/> is set.</summary>
    Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call, LoginAnswer answer, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<LoginOwner>>(new VendorFailure(FailureKind.Misconfigured, "This tool has no sign-in."));

    /// <summary>Asks whose login a pasted key is; the session's connection names nothing yet.</summary>
    Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<LoginOwner>>(new VendorFailure(FailureKind.Misconfigured, "This tool has no keys."));

    /// <summary>Lists what a login reaches; the session's connection names nothing yet.</summary>
    Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(VendorResult<IReadOnlyList<ReachableThing>>.From([]));

    /// <summary>Tries what a connection should be able to read, and says what is withheld and why. Each check is one small read.</summary>
    Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken) =>
        Task.FromResult(VendorResult<IReadOnlyList<ReadCheck>>.From([]));

    /// <summary>
    /// Brings the vendor's webhook subscriptions of a connection to what they should be: makes what is missing, puts right what differs, takes away what points to an older address of the same
    /// connection, and never touches another tool's. Doing it twice changes nothing.
    /// </summary>
    Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<SubscriptionReport>>(new SubscriptionReport([]));

    /// <summary>Takes a connection's own subscriptions away; those of others stay.</summary>
    /// <returns>How many were taken away.</returns>
    Task<VendorResult<int>> UnsubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) => Task.FromResult<VendorResult<int>>(0);
}
