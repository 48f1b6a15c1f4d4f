using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>Shopify: a shop as source of customers, checkouts and orders, and as place for customer tags.</summary>
public sealed class ShopifyConnector : IConnector
{
    /// <summary>Id of this connector.</summary>
    public const string ConnectorId = "shopify";

    /// <inheritdoc />
    public ConnectorInfo Info { get; } = ShopifySettings.Info;

    /// <inheritdoc />
    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => ShopifyWebhooks.Verify(request, secrets);

    /// <inheritdoc />
    public SplitDelivery Split(WebhookRequest request) => ShopifyWebhooks.Split(request);

    /// <inheritdoc />
    public Normalised Normalise(EnvelopeContent envelope) => ShopifyNormaliser.Normalise(envelope);

    /// <inheritdoc />
    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) =>
        ShopifyStreams.PollAsync(session, request, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ShopifyStreams.CountAsync(session, stream, from, to, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<IReadOnlyList<FetchedRecord>>>(new VendorFailure(FailureKind.Misconfigured, $"Shopify's webhooks carry their facts; nothing points at a {kind}."));

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FoundRecord>>> FindAsync(VendorSession session, IReadOnlyList<string> emails, CancellationToken cancellationToken) =>
        ShopifyStreams.FindAsync(session, emails, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) =>
        ShopifyActions.DeliverAsync(session, verb, actions, cancellationToken);

    /// <inheritdoc />
    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => ShopifyActions.MarksOf(verb, action);

    /// <inheritdoc />
    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => ShopifyStreams.CheckAsync(session, cancellationToken);

    /// <inheritdoc />
    public string? CheckReturn(IReadOnlyDictionary<string, string> query, string clientSecret, string? thing, DateTimeOffset now) => ShopifySignIn.CheckReturn(query, clientSecret, thing, now);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call, LoginAnswer answer, CancellationToken cancellationToken) => ShopifySignIn.OwnerAsync(call);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken) => ShopifySignIn.OwnerAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken) => ShopifySignIn.ThingsAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken) => ShopifySignIn.ReadableAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) => ShopifySubscriptions.SubscribeAsync(session, wish, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<int>> UnsubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) => ShopifySubscriptions.UnsubscribeAsync(session, wish, cancellationToken);
}
