using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Connectors.WebhookOut;

/// <summary>Tells any receiver what a rule decided, as a CloudEvent signed after Standard Webhooks.</summary>
public sealed class WebhookOutConnector : IConnector
{
    /// <inheritdoc />
    public ConnectorInfo Info => WebhookOutSettings.Info;

    /// <inheritdoc />
    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => new(VerificationReason.WrongRecipient);

    /// <inheritdoc />
    public SplitDelivery Split(WebhookRequest request) => new([]);

    /// <inheritdoc />
    public Normalised Normalise(EnvelopeContent envelope) => Normalised.NotMapped("Nothing comes in here.");

    /// <inheritdoc />
    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<PollPage>>(new VendorFailure(FailureKind.Misconfigured, "Nothing can be asked for here; it is only told."));

    /// <inheritdoc />
    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<IReadOnlyList<FetchedRecord>>>(new VendorFailure(FailureKind.Misconfigured, "Nothing can be asked for here; it is only told."));

    /// <inheritdoc />
    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) =>
        WebhookOutActions.DeliverAsync(session, actions, cancellationToken);

    /// <inheritdoc />
    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => [];

    /// <inheritdoc />
    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => Task.FromResult<VendorResult<string>>(
        WebhookOutActions.Problem(session) is { } problem ? new VendorFailure(FailureKind.Misconfigured, problem) : $"posts to {session.Http.BaseAddress!.Host}; a receiver is not called to try it");
}
