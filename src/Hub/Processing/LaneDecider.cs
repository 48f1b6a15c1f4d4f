using System.Collections.Immutable;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Processing;

/// <summary>The thinking part of a turn: normalise, resolve, mark echoes, decide. Reads the store, writes nothing.</summary>
internal sealed partial class LaneDecider(MappingsInForce mappings, HubIds ids, MappingStep step, ILogger log)
{
    /// <summary>The client's journey as its mapping in force has it.</summary>
    public StageModel ModelOf(ClientSetup client) => mappings.Of(client).Compiled.Model;

    /// <summary>Decides a batch; when something in it fails, it is decided again without that, so that no half of it remains.</summary>
    public LaneOutcome Decide(StoreReader reader, ClientSetup client, LaneBatch batch, DateTimeOffset now, Poison poison)
    {
        var read = batch.Envelopes.ConvertAll(e => new ReadEnvelope(e, poison.Envelopes.ContainsKey(e.Id) ? new Normalised() : Normalise(client, e, batch.Bodies)));
        foreach (var envelope in read)
        {
            var region = client.Connections.FirstOrDefault(c => c.Id == envelope.Envelope.Connection)?.Info.Region ?? "GB";
            envelope.Claims = [.. envelope.Normalised.Events.Select(e => Claims(e.Event, region))];
        }

        while (true)
        {
            if (Try(reader, client, batch, read, now, poison) is { } outcome)
            {
                return outcome;
            }
        }
    }

    // Null: something was found to be poison and is in there now.
    private LaneOutcome? Try(StoreReader reader, ClientSetup client, LaneBatch batch, List<ReadEnvelope> read, DateTimeOffset now, Poison poison)
    {
        var outcome = new LaneOutcome();
        var all = read.Where(r => !poison.Envelopes.ContainsKey(r.Envelope.Id)).ToList();
        var known = LaneReads.Identities(reader, client.Id, all.SelectMany(r => r.Claims).SelectMany(c => c).Select(c => c.Key));
        outcome.Resolver = new ContactResolver(known, LaneReads.VendorIds(reader, known.Values), ids);
        var existing = LaneReads.ExistingEvents(reader, client.Id, all.SelectMany(p => p.Normalised.Events).Select(e => e.Event.NaturalKey));
        var echoes = EchoLedger.Load(reader, client.Id, now, all.SelectMany(p => p.Normalised.Events.SelectMany(e => e.Marks.Select(m => (p.Envelope.Connection, m)))));
        var inputs = new LaneInputs(batch, now);
        outcome.Look = batch.Look;
        outcome.Admitted.AddRange(batch.Admitted.Where(a => a.Event is null).Select(a => (a.Rule, a.Contact, false)));
        foreach (var envelope in read)
        {
            if (poison.Envelopes.TryGetValue(envelope.Envelope.Id, out var reason))
            {
                outcome.Closed.Add((envelope.Envelope, EnvelopeState.Quarantined, reason));
                continue;
            }

            if (Alone(reader, client, envelope, outcome.Resolver) is { } alone)
            {
                if (outcome.Closed.Count > 0)
                {
                    inputs.Before(envelope.Envelope.ReceivedAt); // what came before is decided and written first, as things stood then
                    break;
                }

                return alone;
            }

            Take(envelope, existing, echoes, outcome, inputs);
        }

        var states = SubjectLoader.Load(reader, client.Id, inputs.Subjects);
        foreach (var contact in outcome.Resolver.Created)
        {
            var subject = SubjectLoader.ContactSubject(contact);
            outcome.Touched.TryAdd(subject, SubjectState.New(subject, contact)); // a row even where only evidence named it
        }

        foreach (var input in inputs.InOrder())
        {
            if (!Step(reader, client, outcome, states, input, now, poison))
            {
                return null;
            }
        }

        return outcome;
    }

    // What must be done before anything else of the lane goes on: two that prove to be one, another version, runs that are skipped or held.
    private LaneOutcome? Alone(StoreReader reader, ClientSetup client, ReadEnvelope envelope, ContactResolver resolver) =>
        envelope.Claims.Select(c => resolver.ProvenBy(c)).FirstOrDefault(p => p is not null) is { } pair ? new() { Join = pair }
        : PublishDeed.Of(envelope.Normalised) is { } publish && publish.Version != mappings.Of(client).Version && mappings.Find(client, publish.Version) is not null ? new() { Publish = publish }
        : ComingDeed.Of(envelope.Normalised) is { } coming && coming.IsOpen(reader, client.Id) ? new() { Coming = coming }
        : null;

    private bool Step(StoreReader reader, ClientSetup client, LaneOutcome outcome, Dictionary<string, SubjectState> states, SubjectInput input, DateTimeOffset now, Poison poison)
    {
        var before = WithNewIdentities(outcome.Touched.GetValueOrDefault(input.Subject) ?? states[input.Subject], input);
        var run = input.Run is { } id ? before.Runs.GetValueOrDefault(id) : null;
        if (input.Run is not null && (run is null || (input.Input is LaneInput.TimerDue && (run.DueAt is null || run.DueAt > now))))
        {
            outcome.Close(input); // an earlier input of this turn ended the run or moved its timer
            return true;
        }

        if (input.Admitted is { } turn && poison.Admitted.Contains(turn))
        {
            outcome.Admitted.Add((turn.Rule, turn.Contact, false));
            return true;
        }

        if (input.Input is LaneInput.LookedAt && poison.LookedAt.Contains(input.Subject))
        {
            return true;
        }

        if (run is not null && poison.Runs.TryGetValue(run.Id, out var note))
        {
            var dropped = run with { State = RunState.Dropped, DueAt = null, Note = note };
            outcome.Runs[run.Id] = (before.Subject, before.ContactId, dropped);
            outcome.Touched[before.Subject] = before with { Runs = before.Runs.Remove(run.Id) };
            outcome.Alerts.Add((before.ContactId, new Alert("run:" + run.Id, "rule", $"A run of the rule '{run.Rule}' was dropped: {note}", run.Rule, null, null)));
            outcome.Close(input);
            return true;
        }

        var mapping = mappings.Of(client);
        try
        {
            var result = step(mapping.Compiled, mappings.ContextOf(client, mapping.Version), before, input.Input, now);
            if (input.Input is LaneInput.TimerDue && result.State.Runs.TryGetValue(input.Run!, out var after) && !LaneOutcome.HasEnded(after) && after.DueAt <= run!.DueAt)
            {
                throw new InvalidOperationException("The timer was left as it was and would ring for ever.");
            }

            if (input.Input is LaneInput.Happened(var happened) && before.ContactId is { } person && happened.OccurredAt < now - LateDecisions.From
                && (outcome.LastDecided ??= LaneReads.LastDecisions(reader, client.Id, states.Values.Select(s => s.ContactId).OfType<long>())).TryGetValue(person, out var decided)
                && decided >= happened.OccurredAt.ToUnixTimeMilliseconds())
            {
                outcome.CameLate.UnionWith(LateDecisions.Of(
                    reader, mappings, client, person, before, happened, outcome.Folded.GetValueOrDefault(before.Subject) ?? [], now));
            }

            outcome.Take(before, result, input, ids.Next);
            if (result.NeedsRefold && before.ContactId is { } contact)
            {
                var state = outcome.Touched[before.Subject];
                var stored = reader.Query(Refold.Query, r => r.GetString(0), client.Id, contact);
                outcome.Touched[before.Subject] = state with { Facts = Refold.Of(state.Facts, stored, outcome.Folded.GetValueOrDefault(before.Subject) ?? [], mapping.Compiled.Model) };
            }

            outcome.Close(input);
            if (input.Admitted is { } admitted)
            {
                outcome.Admitted.Add((admitted.Rule, admitted.Contact, !ReferenceEquals(before.Log.Firings.LastOrDefault(), result.State.Log.Firings.LastOrDefault())));
            }

            return true;
        }
        catch (Exception e)
        {
            LogPoison(log, e, client.Id, input.Subject);
            if (input.Envelope is { } envelope)
            {
                poison.Envelopes[envelope] = "The rules could not take it: " + e.Message;
            }
            else if (input.Admitted is { } admitted)
            {
                poison.Admitted.Add(admitted);
            }
            else if (input.Input is LaneInput.LookedAt)
            {
                poison.LookedAt.Add(input.Subject);
            }
            else
            {
                poison.Runs[input.Run!] = "The rules could not go on with it: " + e.Message;
            }

            return false;
        }
    }

    private Normalised Normalise(ClientSetup client, OpenEnvelope envelope, Dictionary<long, byte[]> bodies)
    {
        var connection = client.Connections.FirstOrDefault(c => c.Id == envelope.Connection);
        if (connection is null && envelope.Connection == DeedEnvelope.Connection && bodies.TryGetValue(envelope.Body, out var deed))
        {
            return DeedEnvelope.Normalise(client.Id, envelope.Id, deed, envelope.VendorAt ?? envelope.ReceivedAt);
        }

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

    private void Take(ReadEnvelope read, HashSet<string> existing, EchoLedger echoes, LaneOutcome outcome, LaneInputs inputs)
    {
        var (envelope, normalised) = (read.Envelope, read.Normalised);
        var state = normalised.Quarantine is not null ? EnvelopeState.Quarantined : normalised.Unmapped is not null ? EnvelopeState.Unmapped : EnvelopeState.Done;
        outcome.Closed.Add((envelope, state, normalised.Quarantine ?? normalised.Unmapped));
        outcome.Fetches.AddRange(normalised.Fetches.Select(f => (envelope.Connection, envelope.Id, envelope.Historical, f)));
        if (normalised.Change is { } change)
        {
            outcome.Changes.Add((envelope.Connection, change));
        }

        // One envelope may state two facts ("joined" and "said yes"): what is consented counts before what it allows.
        foreach (var i in Enumerable.Range(0, normalised.Events.Length).OrderBy(i => normalised.Events[i].Event.Name.StartsWith("consent.", StringComparison.Ordinal) ? 0 : 1))
        {
            var shown = normalised.Events[i];
            var contact = shown.Event.Subject == EventSubject.Person ? outcome.Resolver!.Resolve(read.Claims[i], envelope.Id) : null;
            if (contact is { } id)
            {
                outcome.Named.Add((envelope.Id, id));
            }

            outcome.Evidence.Add((shown.Event.NaturalKey, envelope.Id));
            if (!existing.Add(shown.Event.NaturalKey))
            {
                continue; // a second sighting is evidence, not an event
            }

            var cause = echoes.CauseOf(envelope.Connection, shown) ?? shown.Event.Cause
                ?? (envelope.CauseAction is null && envelope.CauseHops == 0 ? null : new EventCause(envelope.CauseAction, envelope.CauseHops, false));
            var fact = shown.Event with { Historical = envelope.Historical, Cause = cause };
            var subject = contact is { } c ? SubjectLoader.ContactSubject(c) : SubjectInput.NameOf(fact);
            var eventId = ids.Next();
            outcome.Add(eventId, fact, subject, contact, envelope.ReceivedAt);
            inputs.Add(new SubjectInput(subject, new LaneInput.Happened(fact), envelope.ReceivedAt, eventId, envelope.Id, null, read.Claims[i]));
        }
    }

    private static ImmutableArray<(IdentityKey Key, bool Verified)> Claims(JourneyEvent fact, string region) =>
        [.. fact.Identities.Select(i => (Key: IdentityKey.Of(i, region), i.Verified)).Where(c => c.Key is not null).Select(c => (c.Key!.Value, c.Verified))];

    // A contact that became known under a new key in this very turn is addressed by it at once.
    private static SubjectState WithNewIdentities(SubjectState state, SubjectInput input)
    {
        if (input.Claims.IsDefaultOrEmpty || state.ContactId is null)
        {
            return state;
        }

        var identities = state.Identities;
        foreach (var (key, _) in input.Claims)
        {
            var name = SubjectLoader.NameOf(key.Kind, key.Scope);
            if (!identities.ContainsKey(name))
            {
                identities = identities.SetItem(name, key.Value);
            }
        }

        return ReferenceEquals(identities, state.Identities) ? state : state with { Identities = identities };
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "Something in lane {Client} could not be processed ({What}); it is quarantined with its reason and the rest goes on.")]
    private static partial void LogPoison(ILogger logger, Exception exception, string client, string what);

    private sealed class ReadEnvelope(OpenEnvelope envelope, Normalised normalised)
    {
        public OpenEnvelope Envelope { get; } = envelope;

        public Normalised Normalised { get; } = normalised;

        public ImmutableArray<(IdentityKey Key, bool Verified)>[] Claims { get; set; } = [];
    }
}
