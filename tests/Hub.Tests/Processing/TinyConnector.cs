using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Tests.Processing;

/// <summary>A tool whose webhooks say plainly which event they show.</summary>
internal sealed class TinyConnector(string id) : IConnector
{
    public ConnectorInfo Info { get; } = new()
    {
        Id = id, Name = id, Role = id, ThingName = "thing", ThingPattern = ".*", ThingHint = "anything", DefaultBaseUrl = "http://127.0.0.1:9", Credentials = [], Streams = [], Buckets = [],
        Actions = [new ActionInfo("tag.add", "put the tag", true, 1, [new ActionArgument("tag", true)])], AppLevelWebhooks = false,
    };

    public Normalised Normalise(EnvelopeContent envelope)
    {
        switch (envelope.Topic)
        {
            case "throws": throw new InvalidOperationException("no reader could take this");
            case "unmapped": return Normalised.NotMapped("Nobody asked for it.");
            case "pointer": return new Normalised { Fetches = [new FetchWish("review", "r1", "pointer")] };
            case "gone": return new Normalised { Change = new ConnectionChange("revoked", "The app was removed.") };
        }

        var shown = JsonSerializer.Deserialize<Shown[]>(envelope.Bytes.Span, JsonSerializerOptions.Web)!;
        return new Normalised { Events = [.. shown.Select(s => Event(envelope, s))] };
    }

    private static NormalisedEvent Event(EnvelopeContent envelope, Shown s)
    {
        var claims = ImmutableArray.CreateBuilder<IdentityClaim>();
        if (s.Customer is not null)
        {
            claims.Add(IdentityClaim.Vendor(envelope.Connection.Id, "customer", s.Customer));
        }

        if (s.Email is not null)
        {
            claims.Add(IdentityClaim.Email(s.Email, s.Verified));
        }

        return new NormalisedEvent(
            new JourneyEvent
            {
                NaturalKey = $"{envelope.Connection.Id}:{s.Id}:{s.Name}:", Name = s.Name, Subject = EventSubject.Person, OccurredAt = s.At ?? envelope.VendorAt ?? envelope.ReceivedAt,
                Connection = envelope.Connection.Id, Tool = envelope.Connection.Role, Key = s.Id, Identities = claims.ToImmutable(),
            },
            s.Tag is null ? [] : [new WriteMark("customer:" + s.Customer, "tag:" + s.Tag, s.On ? "on" : "off")]);
    }

    public WebhookVerification Verify(WebhookRequest request, WebhookSecrets secrets, DateTimeOffset now) => new(VerificationReason.Valid);

    public SplitDelivery Split(WebhookRequest request) => throw new NotSupportedException();

    public Task<VendorResult<PollPage>> PollAsync(VendorSession session, PollRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<VendorResult<IReadOnlyList<FetchedRecord>>> FetchAsync(VendorSession session, string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => [];

    public Task<VendorResult<string>> CheckAsync(VendorSession session, CancellationToken cancellationToken) => throw new NotSupportedException();
}
