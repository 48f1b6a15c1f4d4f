using System.Collections.Concurrent;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Vendors;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Sends a grant's due actions. One call at a time for a grant (its owner sees to that); any number of grants side by side.</summary>
public sealed partial class GrantDelivery(
    HubStore store, HubIds ids, CurrentSetup current, MappingsInForce mappings, VendorSessions sessions, RefusedConnections refused, IntakeFirst intake, IWaker waker, TimeProvider time,
    ILogger<GrantDelivery> log) : IGrantWork
{
    /// <summary>Vendor calls of one grant at the same time; the rate budgets of the vendor bound them further.</summary>
    public const int CallsAtOnce = 8;

    /// <summary>How long calls in flight may go on after the hub was told to stop.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Most actions looked at in one round; bounds memory, the next round takes the rest.</summary>
    private const int RoundLimit = 1000;

    /// <summary>The same while webhooks rush in. Lanes that step back plan little, so that what is due is from before; it goes on in small rounds.</summary>
    private const int RoundInRush = 200;

    /// <summary>Between rounds, so that the next one carries more in fewer calls.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    /// <summary>A turn ends after this and asks to be called again, so that the grant's polls and fetches get theirs.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Owned> _owned = new(StringComparer.Ordinal);
    private readonly RecordFinder _finder = new(store, ids, sessions, waker, time);

    /// <summary>Sends what is due.</summary>
    /// <returns>When it wants to be called again: zero when more waits, a span until the next due action, null when nothing waits.</returns>
    public async Task<TimeSpan?> RunAsync(string grant, CancellationToken cancellationToken)
    {
        var setup = current.Value;
        try
        {
            var epoch = await Own(grant, setup, cancellationToken);
            var start = time.GetTimestamp();
            for (var round = 0; !cancellationToken.IsCancellationRequested && time.GetElapsedTime(start) < Turn; round++)
            {
                if (round > 0 && intake.IsStream)
                {
                    await Task.Delay(Breath, cancellationToken);
                }

                var due = Pick(grant, setup, intake.IsBusy ? RoundInRush : RoundLimit);
                if (due.Calls.Count == 0)
                {
                    return NextDue(grant);
                }

                await Send(grant, epoch, setup, due, cancellationToken);
            }

            return TimeSpan.Zero;
        }
        catch (OwnershipLostException e)
        {
            _owned.TryRemove(grant, out _);
            LogOwnershipLost(log, grant, e.Message);
            return null;
        }
        catch
        {
            _owned.TryRemove(grant, out _); // an answer may not be written: the next turn takes the grant anew and resolves what stands at "sending"
            throw;
        }
    }

    // Taken once a process, and again when the setup changes: what a broken connection or a missing one held goes back to due, and the claim looks at it anew.
    private async Task<long> Own(string grant, HubSetup setup, CancellationToken cancellationToken)
    {
        var inForce = setup.Grants.GetValueOrDefault(grant);
        if (_owned.TryGetValue(grant, out var owned) && ReferenceEquals(owned.Setup, inForce))
        {
            return owned.Epoch;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var epoch = await store.Writer.Write(t =>
        {
            var taken = LaneEpoch.Raise(t, LaneEpoch.OfGrant(grant), Environment.MachineName + ":" + Environment.ProcessId, now);
            SendingRecovery.Run(t, setup, grant, taken, now);
            t.Execute("""update action set state = @p1, updated_at = @p2 where "grant" = @p0 and state = @p3""", grant, ActionState.Due, now, ActionState.Held);
            return taken;
        }, cancellationToken);
        _owned[grant] = new Owned(epoch, inForce);
        return epoch;
    }

    private DueRound Pick(string grant, HubSetup setup, int limit)
    {
        using var reader = store.Read();
        return DueRound.Read(
            reader, grant, time.GetUtcNow().ToUnixTimeMilliseconds(), limit, a => setup.Connection(a.Client, a.Connection)?.Grant.Connector.Info.Actions.FirstOrDefault(i => i.Verb == a.Verb));
    }

    // As many calls are claimed as can start at once, never more: a stop lets only the calls in flight go out.
    private async Task Send(string grant, long epoch, HubSetup setup, DueRound due, CancellationToken cancellationToken)
    {
        var calls = due.Calls;
        var running = new List<Task>(CallsAtOnce);
        try
        {
            for (var next = 0; next < calls.Count && !cancellationToken.IsCancellationRequested;)
            {
                var ready = calls.GetRange(next, Math.Min(CallsAtOnce - running.Count, calls.Count - next));
                next += ready.Count;
                foreach (var claimed in await Take(grant, epoch, setup, due, ready))
                {
                    running.Add(Call(epoch, setup, claimed, cancellationToken));
                }

                while (running.Count == CallsAtOnce)
                {
                    await Task.WhenAny(running);
                    foreach (var ended in running.FindAll(r => r.IsCompleted))
                    {
                        running.Remove(ended);
                        await ended;
                    }
                }
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    private async Task<List<List<ClaimedAction>>> Take(string grant, long epoch, HubSetup setup, DueRound due, List<DueAction[]> calls)
    {
        ContactsAtHand contacts;
        using (var reader = store.Read())
        {
            contacts = new ContactsAtHand(reader, calls.SelectMany(c => c));
        }

        var now = time.GetUtcNow();
        var claim = new Claim(setup, mappings, ids, refused, grant, epoch, now);
        return await store.Writer.Write(
            t => calls.GroupBy(c => (c[0].Client, c[0].Connection, c[0].Verb)).SelectMany(group =>
            {
                var claimed = claim.Take(t, [.. group.SelectMany(c => c)], contacts);
                due.Drop(t, claimed, now.ToUnixTimeMilliseconds());
                return group.Select(call => claimed.FindAll(one => Array.Exists(call, a => a.Id == one.Action.Id)));
            }).Where(call => call.Count > 0).ToList(), CancellationToken.None);
    }

    private async Task Call(long epoch, HubSetup setup, List<ClaimedAction> claimed, CancellationToken cancellationToken)
    {
        var first = claimed[0].Action;
        var connection = setup.Connection(first.Client, first.Connection)!; // the claim holds actions without one
        var results = new DeliveryResults(ids, refused, epoch, time.GetUtcNow());
        if (cancellationToken.IsCancellationRequested)
        {
            await store.Writer.Write(t => results.GiveBack(t, claimed), CancellationToken.None);
            return;
        }

        var verdicts = await Deliver(connection, first.Verb, claimed, cancellationToken);
        if (verdicts is null)
        {
            return;
        }

        results = new DeliveryResults(ids, refused, epoch, time.GetUtcNow());
        await store.Writer.Write(t => results.Write(t, connection, claimed, verdicts), CancellationToken.None);
    }

    // Null: cut off by the end of the grace. The rows stay in "sending", and the next owner resolves them as after a crash, for that is what it is.
    private async Task<IReadOnlyList<ActionVerdict>?> Deliver(ConnectionSetup connection, string verb, List<ClaimedAction> claimed, CancellationToken stopping)
    {
        var info = connection.Grant.Connector.Info.Actions.First(a => a.Verb == verb);
        using var cut = new CancellationTokenSource();
        await using var grace = stopping.Register(() => cut.CancelAfter(Grace));
        using var permission = CallPermission.Ask(new LateStop(store, claimed).Permits);
        try
        {
            var (ready, verdicts) = await _finder.CompleteAsync(connection, info, claimed, cut.Token);
            var given = ready.Count == 0 ? [] : await connection.Grant.Connector.DeliverAsync(sessions.For(connection, CallPriority.Delivery), verb, [.. ready.Select(c => c.Outbound)], cut.Token);
            return DeliveryResults.Complete(claimed, [.. verdicts, .. given], info.Repeatable);
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            LogConnectorThrew(log, e, connection.Client, connection.Id, verb);
            return [.. claimed.Select(c => DeliveryResults.Unknown(c, info.Repeatable, $"The connector failed: {e.GetType().Name}."))];
        }
    }

    private TimeSpan? NextDue(string grant)
    {
        using var reader = store.Read();
        return DueRound.Next(reader, grant) is { } next
            ? TimeSpan.FromMilliseconds(Math.Max(0, next - time.GetUtcNow().ToUnixTimeMilliseconds()))
            : null;
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Delivering for grant {Grant} stops: {Reason}")]
    private static partial void LogOwnershipLost(ILogger logger, string grant, string reason);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Error, Message = "The connector of {Client}/{Connection} threw at {Verb}; its contract forbids that.")]
    private static partial void LogConnectorThrew(ILogger logger, Exception exception, string client, string connection, string verb);

    private sealed record Owned(long Epoch, GrantSetup? Setup);
}
