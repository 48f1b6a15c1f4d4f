using System.Text;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Tests;

/// <summary>A connector whose signature is the header "sig" = secret, whose bodies are texts, and whose answers a test sets.</summary>
public sealed class FakeConnector : IConnector
{
    public ConnectorInfo Info { get; init; } = new()
    {
        Id = "fake", Name = "Fake", Role = "shop", ThingName = "shop", ThingPattern = ".*", ThingHint = "anything", DefaultBaseUrl = "http://127.0.0.1:1", Credentials = [], Streams = [],
        Actions = [], Buckets = [], AppLevelWebhooks = false,
    };

    public Func<WebhookRequest, WebhookSecrets, VerificationReason> OnVerify { get; set; } =
        (r, s) => s.Live.Count == 0 ? VerificationReason.NoSecret : r.Header("sig") is { } g ? s.Live.Contains(g) ? VerificationReason.Valid : VerificationReason.WrongSignature : VerificationReason.MissingSignature;

    public Func<WebhookRequest, SplitDelivery> OnSplit { get; set; } =
        r => new SplitDelivery([new EnvelopePart(0, r.Body.Length, "topic", "w:" + Encoding.UTF8.GetString(r.Body.Span), null, null, r.Header("shop"))]);

    public Func<EnvelopeContent, Normalised> OnNormalise { get; set; } = _ => Normalised.NotMapped("nothing");

    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => new(OnVerify(request, secrets));

    public SplitDelivery Split(WebhookRequest request) => OnSplit(request);

    public Normalised Normalise(EnvelopeContent envelope) => OnNormalise(envelope);

    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<VendorResult<PollPage>>(new PollPage([], "", false));

    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult(VendorResult<IReadOnlyList<FetchedRecord>>.From([]));

    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ActionVerdict>>([.. actions.Select(a => new ActionVerdict(a.Key, ActionOutcome.Done, "done"))]);

    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => [];

    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => Task.FromResult<VendorResult<string>>("well");
}
