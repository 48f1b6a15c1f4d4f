using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Mailchimp: an audience as source of members and consent, and as the place where flows start at tags, fields and events.</summary>
public sealed class MailchimpConnector : IConnector
{
    /// <summary>Id of this connector.</summary>
    public const string ConnectorId = "mailchimp";

    /// <inheritdoc />
    public ConnectorInfo Info { get; } = MailchimpSettings.Info;

    /// <inheritdoc />
    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => MailchimpWebhooks.Verify(request, secrets, now);

    /// <inheritdoc />
    public SplitDelivery Split(WebhookRequest request) => MailchimpWebhooks.Split(request);

    /// <inheritdoc />
    public Normalised Normalise(EnvelopeContent envelope) => MailchimpNormaliser.Normalise(envelope);

    /// <inheritdoc />
    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) =>
        MailchimpStreams.PollAsync(session, request, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        MailchimpStreams.CountAsync(session, stream, from, to, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        MailchimpFeed.FetchAsync(session, kind, ids, cancellationToken);

    /// <inheritdoc />
    public FetchWish? EffectOf(string verb, OutboundAction action) => MailchimpMember.Of(action.Target) is { } member ? new FetchWish(MailchimpFeed.Kind, member, "effect of " + verb) : null;

    /// <inheritdoc />
    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) =>
        MailchimpActions.DeliverAsync(session, verb, actions, cancellationToken);

    /// <inheritdoc />
    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => MailchimpActions.MarksOf(verb, action);

    /// <inheritdoc />
    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => MailchimpStreams.CheckAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(LoginCall call, LoginAnswer answer, CancellationToken cancellationToken) => MailchimpSignIn.OwnerAsync(call, answer, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<LoginOwner>> OwnerAsync(VendorSession session, CancellationToken cancellationToken) => MailchimpSignIn.OwnerAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReachableThing>>> ThingsAsync(VendorSession session, CancellationToken cancellationToken) => MailchimpSignIn.ThingsAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<ReadCheck>>> ReadableAsync(VendorSession session, CancellationToken cancellationToken) => MailchimpSignIn.ReadableAsync(session, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) => MailchimpSubscriptions.SubscribeAsync(session, wish, cancellationToken);

    /// <inheritdoc />
    public Task<VendorResult<int>> UnsubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken) => MailchimpSubscriptions.UnsubscribeAsync(session, wish, cancellationToken);
}
