using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Polling;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// Looks for the records of people whom a tool knows by their address only, before an action that needs the record. What is found goes into the journal like a polled record, so
/// that the lane remembers whose it is; what the tool does not know ends with a verdict that says so.
/// </summary>
internal sealed class RecordFinder(HubStore store, HubIds ids, VendorSessions sessions, IWaker waker, TimeProvider time)
{
    /// <summary>Completes the claimed actions of one call.</summary>
    /// <returns>The actions that can go, with their records, and verdicts on the others.</returns>
    public async Task<(List<ClaimedAction> Ready, List<ActionVerdict> Verdicts)> CompleteAsync(
        ConnectionSetup connection, ActionInfo info, List<ClaimedAction> claimed, CancellationToken cancellationToken)
    {
        var unknown = info.Record is RecordNeed.None ? [] : claimed.FindAll(c => c.Outbound.Target is { ObjectId: null, Email: not null });
        if (unknown.Count == 0)
        {
            return (claimed, []);
        }

        using var recorded = ExchangeRecorder.Begin();
        var answer = await connection.Grant.Connector.FindAsync(
            sessions.For(connection, CallPriority.Delivery), [.. unknown.Select(c => c.Outbound.Target.Email!).Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
        var ready = claimed.Except(unknown).ToList();
        if (answer.Failure is { } failure)
        {
            return (ready, unknown.ConvertAll(c => Verdicts.Of(c.Action.Key, failure, recorded.Exchange)));
        }

        var byAddress = answer.Value!.GroupBy(f => f.Email, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        var found = new List<(ClaimedAction Claimed, FoundRecord Record)>();
        var verdicts = new List<ActionVerdict>();
        foreach (var one in unknown)
        {
            if (byAddress.TryGetValue(one.Outbound.Target.Email!, out var record))
            {
                found.Add((one with { Outbound = one.Outbound with { Target = one.Outbound.Target with { ObjectId = record.ObjectId } } }, record));
            }
            else if (info.Record is RecordNeed.Wanted)
            {
                ready.Add(one);
            }
            else
            {
                verdicts.Add(new ActionVerdict(one.Action.Key, ActionOutcome.Rejected, NotKnown(connection), null, recorded.Exchange));
            }
        }

        if (found.Count > 0)
        {
            await store.Writer.Write(t => Remember(t, connection, found), CancellationToken.None);
            waker.LaneHasWork(connection.Client);
        }

        return ([.. ready, .. found.Select(f => f.Claimed)], verdicts);
    }

    private static string NotKnown(ConnectionSetup connection)
    {
        var tool = connection.Grant.Connector.Info.Name;
        return $"{tool} does not know this person: no record there has their address. Add them in {tool}, by hand, form or import; the rule finds them the next time it runs.";
    }

    // The marks of the echo ledger name the record, so they can be written only now; still before the call.
    private void Remember(StoreTransaction t, ConnectionSetup connection, List<(ClaimedAction Claimed, FoundRecord Record)> found)
    {
        var now = time.GetUtcNow();
        var batch = new EnvelopeBatch(ids, connection, EnvelopeSource.Poll, now.ToUnixTimeMilliseconds());
        foreach (var record in found.Select(f => f.Record).DistinctBy(r => r.ObjectId))
        {
            batch.Add("stream:" + record.Stream, record.Stream + "|" + record.ObjectId, record.Bytes, record.VendorAt, historical: true); // known to us only now, but no news
        }

        batch.Write(t);
        foreach (var (one, record) in found)
        {
            t.Execute("update action set object_id = @p1 where id = @p0", one.Action.Id, record.ObjectId);
            EchoMarks.Write(t, one.Action.Client, one.Action.Connection, one.Action.Key, one.Action.Hops, connection.Grant.Connector.MarksOf(one.Action.Verb, one.Outbound), now);
        }
    }
}
