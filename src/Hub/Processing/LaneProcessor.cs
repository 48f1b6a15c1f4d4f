using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// One turn of a client's lane: open envelopes, due timers and answered approvals are normalised, resolved, decided and written, everything in one transaction.
/// What cannot be read is quarantined with its reason and blocks nobody.
/// </summary>
public sealed partial class LaneProcessor(
    HubStore store, HubIds ids, CurrentSetup setup, MappingsInForce mappings, IWaker waker, TimeProvider time, ILogger<LaneProcessor> log)
{
    /// <summary>Carries out one turn.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="epoch">The owner's epoch; a turn of an older owner is refused.</param>
    /// <param name="cancellationToken">Ends the turn before it writes.</param>
    /// <exception cref="LaneFencedException">The lane has another owner by now.</exception>
    public async Task<LaneTurn> RunAsync(string client, long epoch, CancellationToken cancellationToken)
    {
        if (!setup.Value.Clients.TryGetValue(client, out var clientSetup))
        {
            return default; // its envelopes stay open until the client is configured again
        }

        var now = time.GetUtcNow();
        LaneOutcome outcome;
        LaneBatch batch;
        using (var reader = store.Read())
        {
            batch = LaneBatch.Read(reader, client, now);
            if (batch.IsEmpty)
            {
                return default;
            }

            outcome = Decide(reader, clientSetup, batch, now);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var grants = await store.Writer.Write(t => LaneRows.Write(t, clientSetup, epoch, outcome, now, ids), CancellationToken.None);
        foreach (var grant in grants)
        {
            waker.GrantHasWork(grant);
        }

        return new LaneTurn(batch.Envelopes.Count, batch.IsFull);
    }

    private LaneOutcome Decide(StoreReader reader, ClientSetup client, LaneBatch batch, DateTimeOffset now)
    {
        var outcome = new LaneOutcome();
        var read = batch.Envelopes.ConvertAll(e => (Envelope: e, Normalised: Normalise(client, e, batch.Bodies)));
        var claims = new Dictionary<JourneyEvent, List<(IdentityKey, bool)>>(ReferenceEqualityComparer.Instance);
        foreach (var (envelope, normalised) in read)
        {
            var region = client.Connections.FirstOrDefault(c => c.Id == envelope.Connection)?.Info.Region ?? "GB";
            foreach (var shown in normalised.Events)
            {
                claims[shown.Event] = [.. shown.Event.Identities.Select(i => (Key: IdentityKey.Of(i, region), i.Verified)).Where(p => p.Key is not null).Select(p => (p.Key!.Value, p.Verified))];
            }
        }

        outcome.Resolver = new ContactResolver(LaneReads.Identities(reader, client.Id, claims.Values.SelectMany(c => c).Select(c => c.Item1)), ids);
        var existing = LaneReads.ExistingEvents(reader, client.Id, read.SelectMany(p => p.Normalised.Events).Select(e => e.Event.NaturalKey));
        var echoes = EchoLedger.Load(reader, client.Id, now, read.SelectMany(p => p.Normalised.Events.SelectMany(e => e.Marks.Select(m => (p.Envelope.Connection, m)))));
        var inputs = new LaneInputs(batch);
        foreach (var (envelope, normalised) in read)
        {
            inputs.Add(Facts(envelope, normalised, claims, existing, echoes, outcome));
        }

        var states = SubjectLoader.Load(reader, client.Id, inputs.Subjects);
        var mapping = mappings.Of(client);
        var context = client.ToContext(mapping.Version);
        foreach (var input in inputs.InOrder())
        {
            var before = WithNewIdentities(outcome.Touched.GetValueOrDefault(input.Subject) ?? states[input.Subject], input.Event);
            try
            {
                outcome.Take(before, MappingEngine.Step(mapping.Compiled, context, before, input.Input, now), input.EventId, input.At, ids.Next);
            }
            catch (Exception e)
            {
                LogPoison(log, e, client.Id, input.Subject);
                outcome.Quarantine(input.Envelope, "The rules could not take it: " + e.Message);
            }

            outcome.Close(input);
        }

        return outcome;
    }

    private Normalised Normalise(ClientSetup client, OpenEnvelope envelope, Dictionary<long, byte[]> bodies)
    {
        var connection = client.Connections.FirstOrDefault(c => c.Id == envelope.Connection);
        if (connection is null)
        {
            return Normalised.Unreadable($"The connection '{envelope.Connection}' is no longer configured. Configure it again and replay, or leave it.");
        }

        if (!bodies.TryGetValue(envelope.Body, out var bytes) || envelope.Offset + envelope.Length > bytes.Length)
        {
            return Normalised.Unreadable("The stored bytes are missing or shorter than the envelope says.");
        }

        try
        {
            return connection.Grant.Connector.Normalise(new EnvelopeContent(
                connection.Info, envelope.Source, envelope.Topic, bytes.AsMemory(envelope.Offset, envelope.Length), envelope.ReceivedAt, envelope.VendorAt, envelope.Historical));
        }
        catch (Exception e)
        {
            LogPoison(log, e, client.Id, "envelope " + envelope.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Normalised.Unreadable("The normaliser failed: " + e.Message);
        }
    }

    private IEnumerable<SubjectInput> Facts(
        OpenEnvelope envelope, Normalised normalised, Dictionary<JourneyEvent, List<(IdentityKey Key, bool Verified)>> claims, HashSet<string> existing, EchoLedger echoes,
        LaneOutcome outcome)
    {
        var state = normalised.Quarantine is not null ? EnvelopeState.Quarantined : normalised.Unmapped is not null ? EnvelopeState.Unmapped : EnvelopeState.Done;
        outcome.Closed.Add((envelope.Id, envelope.Connection, state, normalised.Quarantine ?? normalised.Unmapped));
        outcome.Fetches.AddRange(normalised.Fetches.Select(f => (envelope.Connection, envelope.Id, envelope.Historical, f)));
        if (normalised.Change is { } change)
        {
            outcome.Changes.Add((envelope.Connection, change));
        }

        foreach (var shown in normalised.Events)
        {
            var contact = shown.Event.Subject == EventSubject.Person ? outcome.Resolver!.Resolve(claims[shown.Event], envelope.Id) : null;
            if (contact is { } id)
            {
                outcome.Named.Add((envelope.Id, id));
            }

            outcome.Evidence.Add((shown.Event.NaturalKey, envelope.Id));
            if (!existing.Add(shown.Event.NaturalKey))
            {
                continue; // a second sighting is evidence, not an event
            }

            var fact = shown.Event with { Historical = envelope.Historical, Cause = echoes.CauseOf(envelope.Connection, shown) ?? shown.Event.Cause };
            var subject = contact is { } c ? SubjectLoader.ContactSubject(c) : SubjectInput.NameOf(fact);
            var eventId = ids.Next();
            outcome.Events.Add((eventId, fact, subject, contact, envelope.ReceivedAt, envelope.Id));
            yield return new SubjectInput(subject, new LaneInput.Happened(fact), envelope.ReceivedAt, eventId, envelope.Id, null, fact);
        }
    }

    // A contact that became known under a new key in this very turn is addressed by it at once.
    private static SubjectState WithNewIdentities(SubjectState state, JourneyEvent? fact)
    {
        if (fact is null || state.ContactId is null)
        {
            return state;
        }

        var identities = state.Identities;
        foreach (var claim in fact.Identities)
        {
            var value = claim.Kind == IdentityKind.Email ? EmailAddressForm.Canonical(claim.Value) : claim.Kind == IdentityKind.VendorId ? claim.Value : null;
            var name = SubjectLoader.NameOf(claim.Kind, claim.Scope);
            if (value is not null && !identities.ContainsKey(name))
            {
                identities = identities.SetItem(name, value);
            }
        }

        return state with { Identities = identities };
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "Something in lane {Client} could not be processed ({What}); it is quarantined with its reason and the rest goes on.")]
    private static partial void LogPoison(ILogger logger, Exception exception, string client, string what);
}
