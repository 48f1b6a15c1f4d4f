using System.Collections.Concurrent;
using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Tests.Vendors;

/// <summary>A vendor that does what the test says and remembers what it was asked.</summary>
public sealed class ScriptedConnector : IConnector
{
    public ConnectorInfo Info { get; } = new()
    {
        Id = "fake", Name = "Faketool", Role = "mail", ThingName = "audience", ThingPattern = ".*", ThingHint = "anything", DefaultBaseUrl = "http://127.0.0.1:1/",
        Credentials = [], Buckets = [], AppLevelWebhooks = false,
        Streams = [new StreamInfo("members", "Members.", TimeSpan.FromMinutes(5), "newsletter.joined"), new StreamInfo("reviews", "Reviews.", TimeSpan.FromMinutes(15))],
        Actions =
        [
            new ActionInfo("tag.add", "put the tag {tag}", true, 50, [new ActionArgument("tag", true)]),
            new ActionInfo("tag.remove", "take the tag {tag}", true, 50, [new ActionArgument("tag", true)]),
            new ActionInfo("field.set", "set {field}", true, 50, [new ActionArgument("field", true)]),
            new ActionInfo("note.create", "write a note", false, 1, [new ActionArgument("text", true)]),
            new ActionInfo("card.set", "write the card", true, 50, [new ActionArgument("text", true)], Record: RecordNeed.Required),
            new ActionInfo("call.plan", "plan a call", false, 1, [new ActionArgument("text", true)], Record: RecordNeed.Wanted),
            new ActionInfo("reply", "answer in public", true, 1, [new ActionArgument("text", true)], OnlyByApproval: true),
        ],
    };

    public ConcurrentQueue<(string Verb, IReadOnlyList<OutboundAction> Actions)> Calls { get; } = new();

    public Func<string, IReadOnlyList<OutboundAction>, CancellationToken, Task<IReadOnlyList<ActionVerdict>>> OnDeliver { get; set; } =
        (_, actions, _) => Task.FromResult<IReadOnlyList<ActionVerdict>>([.. actions.Select(a => new ActionVerdict(a.Key, ActionOutcome.Done, "Done."))]);

    public ConcurrentQueue<PollRequest> Polls { get; } = new();

    public Func<PollRequest, VendorResult<PollPage>> OnPoll { get; set; } = r => new PollPage([], r.Cursor ?? "start", false);

    public ConcurrentQueue<(string Stream, DateTimeOffset From, DateTimeOffset To)> Counts { get; } = new();

    public Func<string, DateTimeOffset, DateTimeOffset, VendorResult<long>> OnCount { get; set; } = (_, _, _) => 0;

    public Task<VendorResult<long>> CountAsync(VendorSession session, string stream, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        Counts.Enqueue((stream, from, to));
        return Task.FromResult(OnCount(stream, from, to));
    }

    public ConcurrentQueue<(string Kind, IReadOnlyList<string> Ids)> Fetches { get; } = new();

    public Func<string, IReadOnlyList<string>, VendorResult<IReadOnlyList<FetchedRecord>>> OnFetch { get; set; } = (_, _) => VendorResult<IReadOnlyList<FetchedRecord>>.From([]);

    public Func<OutboundAction, FetchWish?> OnEffect { get; set; } = _ => null;

    public FetchWish? EffectOf(string verb, OutboundAction action) => OnEffect(action);

    public Func<IReadOnlyList<string>, VendorResult<IReadOnlyList<FoundRecord>>> OnFind { get; set; } = _ => VendorResult<IReadOnlyList<FoundRecord>>.From([]);

    public Task<VendorResult<IReadOnlyList<FoundRecord>>> FindAsync(VendorSession session, IReadOnlyList<string> emails, CancellationToken cancellationToken) => Task.FromResult(OnFind(emails));

    public static ScriptedConnector Answering(ActionOutcome outcome, string reason, TimeSpan? retryAfter = null) => new()
    {
        OnDeliver = (_, actions, _) => Task.FromResult<IReadOnlyList<ActionVerdict>>([.. actions.Select(a => new ActionVerdict(a.Key, outcome, reason, retryAfter))]),
    };

    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        Calls.Enqueue((verb, actions));
        return OnDeliver(verb, actions, cancellationToken);
    }

    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) =>
        verb == "card.set" && action.Target.ObjectId is { } card ? [new WriteMark("card:" + card, "text", action.Text("text"))]
        : verb.StartsWith("tag", StringComparison.Ordinal) ? [new WriteMark("member:" + action.Target.Email, "tag:" + action.Text("tag"), verb == "tag.add" ? "on" : "off")] : [];

    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken)
    {
        Polls.Enqueue(request);
        return Task.FromResult(OnPoll(request));
    }

    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Fetches.Enqueue((kind, ids));
        return Task.FromResult(OnFetch(kind, ids));
    }

    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => new(VerificationReason.NoSecret);

    public SplitDelivery Split(WebhookRequest request) => new([]);

    public Normalised Normalise(EnvelopeContent envelope) => Normalised.NotMapped("fake");

    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => Task.FromResult(VendorResult<string>.From("ok"));
}
