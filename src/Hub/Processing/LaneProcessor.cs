using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Engine;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Processing;

/// <summary>
/// One turn of a client's lane: open envelopes, due timers and answered approvals are normalised, resolved, decided and written, everything in one transaction.
/// What cannot be processed is quarantined with its reason and blocks nobody.
/// </summary>
public sealed partial class LaneProcessor
{
    private readonly HubStore _store;
    private readonly HubIds _ids;
    private readonly CurrentSetup _setup;
    private readonly MappingsInForce _mappings;
    private readonly LaneDecider _decider;
    private readonly Looking _looking;
    private readonly IWaker _waker;
    private readonly TimeProvider _time;
    private readonly ILogger<LaneProcessor> _log;

    /// <summary>Makes the processor.</summary>
    /// <param name="store">The store.</param>
    /// <param name="ids">Gives row ids.</param>
    /// <param name="setup">The setup in force.</param>
    /// <param name="mappings">The mappings in force.</param>
    /// <param name="looking">Whom the rules still have to look at.</param>
    /// <param name="waker">Told of grants that have work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where poison is reported.</param>
    /// <param name="step">The engine's function; <see cref="MappingEngine.Step"/> when null.</param>
    public LaneProcessor(
        HubStore store, HubIds ids, CurrentSetup setup, MappingsInForce mappings, Looking looking, IWaker waker, TimeProvider time, ILogger<LaneProcessor> log, MappingStep? step = null)
    {
        (_store, _ids, _setup, _waker, _time, _log) = (store, ids, setup, waker, time, log);
        (_mappings, _looking) = (mappings, looking);
        _decider = new LaneDecider(mappings, ids, step ?? MappingEngine.Step, log);
    }

    /// <summary>Carries out one turn.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="epoch">The owner's epoch; a turn of an older owner is refused.</param>
    /// <param name="cancellationToken">Ends the turn before it writes.</param>
    /// <param name="envelopes">Most envelopes of the turn.</param>
    /// <exception cref="LaneFencedException">The lane has another owner by now; nothing was written.</exception>
    public async Task<LaneTurn> RunAsync(string client, long epoch, CancellationToken cancellationToken, int envelopes = LaneBatch.EnvelopeLimit)
    {
        if (!_setup.Value.Clients.TryGetValue(client, out var clientSetup))
        {
            return default; // its envelopes stay open until the client is configured again
        }

        var poison = new Poison();
        try
        {
            return await RunAsync(clientSetup, epoch, envelopes, poison, cancellationToken);
        }
        catch (Exception e) when (IsOfTheRows(e))
        {
            LogAlone(_log, e, client);
        }

        // One of the rows cannot be stored. The first envelope goes alone; when it is the one, it is put away, and the next turn has the rest.
        try
        {
            await RunAsync(clientSetup, epoch, 1, poison, cancellationToken);
        }
        catch (Exception e) when (IsOfTheRows(e))
        {
            LaneBatch first;
            using (var reader = _store.Read())
            {
                first = LaneBatch.Read(reader, client, _time.GetUtcNow(), 1);
            }

            if (first.Envelopes is not [var envelope])
            {
                throw;
            }

            poison.Envelopes[envelope.Id] = "It cannot be stored: " + e.Message;
            await RunAsync(clientSetup, epoch, 1, poison, cancellationToken);
        }

        return new LaneTurn(1, true);
    }

    private async Task<LaneTurn> RunAsync(ClientSetup client, long epoch, int limit, Poison poison, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        LaneBatch batch;
        LaneOutcome outcome;
        using (var reader = _store.Read())
        {
            batch = LaneBatch.Read(reader, client.Id, now, limit, _looking.Next(reader, client.Id));
            if (batch.IsEmpty)
            {
                return default;
            }

            outcome = _decider.Decide(reader, client, batch, now, poison);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (batch.Look is { Contacts.Count: 0 } look)
        {
            return await LookedAsync(client.Id, epoch, look, now);
        }

        if (outcome.Join is { } join)
        {
            return await AloneAsync(client.Id, epoch, t => ContactMerge.Write(
                t, client.Id, _decider.ModelOf(client), join, join.Key.Scope == DeedEnvelope.Scope ? "a person" : "hub", now.ToUnixTimeMilliseconds(), _ids.Next()));
        }

        if (outcome.Publish is { } publish && _mappings.Find(client, publish.Version) is { } compiled)
        {
            List<(Mappings.Documents.CompiledRule, List<(long, string)>)> begin;
            List<string> givenUp;
            using (var reader = _store.Read())
            {
                (begin, givenUp) = AlreadyRows.Between(reader, client.Id, _mappings.Find(client.Id)?.Compiled, compiled);
            }

            var turn = await AloneAsync(client.Id, epoch, t =>
            {
                PublishRows.Write(t, client.Id, publish, compiled, now);
                if (compiled.WatchingSign != _mappings.Find(client.Id)?.Compiled.WatchingSign)
                {
                    _looking.Begin(t, client.Id);
                }

                AlreadyRows.Write(t, client.Id, begin, givenUp, now);
            });
            _mappings.Put(client.Id, compiled, publish.Version);
            return turn;
        }

        if (outcome.Coming is { } coming)
        {
            return await AloneAsync(client.Id, epoch, t => ComingRows.Write(t, client.Id, coming, client.TimeZone, now, _ids));
        }

        var statements = LaneRows.Statements(client, outcome, now, _ids);
        await _store.Writer.Write(t => LaneRows.Write(t, client.Id, epoch, outcome, statements), CancellationToken.None);
        foreach (var grant in OutcomeRows.Woken(client, outcome))
        {
            _waker.GrantHasWork(grant);
        }

        var more = batch.IsFull || outcome.Closed.Count < batch.Envelopes.Count || outcome.Admitted.Exists(a => !a.Begun) || outcome.Runs.Values.Any(r => !LaneOutcome.HasEnded(r.Run) && r.Run.DueAt <= now);
        return new LaneTurn(outcome.Closed.Count, more);
    }

    // Everybody was looked at: now it is known who was in a segment before its rule was switched on.
    private async Task<LaneTurn> LookedAsync(string client, long epoch, LookSlice look, DateTimeOffset now)
    {
        var rules = (_mappings.Find(client)?.Compiled.Watching ?? []).Where(r => r is { Acts: true, AlreadyPerDay: > 0, Segment: not null }).ToList();
        List<(Mappings.Documents.CompiledRule, List<(long, string)>)> begin;
        using (var reader = _store.Read())
        {
            begin = rules.ConvertAll(r => (r, AlreadyRows.Find(reader, client, r)));
        }

        return await AloneAsync(client, epoch, t =>
        {
            AlreadyRows.Write(t, client, begin, [], now);
            var (sql, values) = Looking.Note(client, look);
            t.Execute(sql, values);
        });
    }

    // Carried out before anything else of the lane; the envelope that asked for it is looked at again by the next turn.
    private async Task<LaneTurn> AloneAsync(string client, long epoch, Action<StoreTransaction> work)
    {
        await _store.Writer.Write(
            t =>
            {
                LaneRows.CheckOwner(t, client, epoch);
                work(t);
            }, CancellationToken.None);
        return new LaneTurn(0, true);
    }

    // What the data itself brings about; a full disk or a busy store is not the rows' fault and is tried again later.
    private static bool IsOfTheRows(Exception e) => e is SqliteException { SqliteErrorCode: 18 or 19 or 20 } or JsonException or ArgumentException or InvalidCastException or KeyNotFoundException;

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "A row of lane {Client} cannot be stored; the envelopes go one by one until it is found.")]
    private static partial void LogAlone(ILogger logger, Exception exception, string client);
}
