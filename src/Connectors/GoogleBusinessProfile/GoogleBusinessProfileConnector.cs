using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>Google Business Profile: a location as source of reviews, and as place for replies.</summary>
public sealed class GoogleBusinessProfileConnector : IConnector
{
    /// <inheritdoc />
    public ConnectorInfo Info { get; } = GoogleBusinessProfileSettings.Info;

    /// <inheritdoc />
    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => GoogleBusinessProfileWebhooks.Verify(request, secrets, now);

    /// <inheritdoc />
    public SplitDelivery Split(WebhookRequest request) => GoogleBusinessProfileWebhooks.Split(request);

    /// <inheritdoc />
    public Normalised Normalise(EnvelopeContent envelope) => GoogleBusinessProfileNormaliser.Normalise(envelope);

    /// <inheritdoc />
    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) =>
        GoogleBusinessProfileStreams.PollAsync(session, request, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        GoogleBusinessProfileStreams.FetchAsync(session, kind, ids, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) =>
        GoogleBusinessProfileActions.DeliverAsync(session, verb, actions, cancellationToken);

    /// <inheritdoc />
    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => GoogleBusinessProfileActions.MarksOf(verb, action);

    /// <inheritdoc />
    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => GoogleBusinessProfileStreams.CheckAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call, LoginAnswer answer, CancellationToken cancellationToken) => GoogleSignIn.OwnerAsync(call, answer, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken) => GoogleSignIn.OwnerAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken) => GoogleSignIn.ThingsAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken) => GoogleSignIn.ReadableAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) => GoogleSubscriptions.SubscribeAsync(session, cancellationToken);
}
