using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.WebhookIn;

/// <summary>Whatever can post: a booking tool, a form, Zapier, Make. The connection's settings say which event of the vocabulary a body is.</summary>
public sealed class WebhookInConnector : IConnector
{
    /// <inheritdoc />
    public ConnectorInfo Info => WebhookInSettings.Info;

    /// <inheritdoc />
    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => WebhookInSignature.Verify(request, secrets, now);

    /// <inheritdoc />
    public SplitDelivery Split(WebhookRequest request) => WebhookInSignature.Split(request);

    /// <inheritdoc />
    public Normalised Normalise(EnvelopeContent envelope) => WebhookInNormaliser.Normalise(envelope);

    /// <inheritdoc />
    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<PollPage>>(new VendorFailure(FailureKind.Misconfigured, "Nothing can be asked for here; it only calls."));

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<IReadOnlyList<FetchedRecord>>>(new VendorFailure(FailureKind.Misconfigured, "Nothing can be asked for here; it only calls."));

    /// <inheritdoc />
    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ActionVerdict>>([.. actions.Select(a => new ActionVerdict(a.Key, ActionOutcome.Rejected, "Nothing can be written here; it only calls."))]);

    /// <inheritdoc />
    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => [];

    /// <inheritdoc />
    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => Task.FromResult<VendorResult<string>>("waits to be called");
}
