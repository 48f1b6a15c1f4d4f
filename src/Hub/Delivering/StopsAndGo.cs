using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// Stop and go on. A stop counts from the moment it is stored: claims read it in the same writer, so that only calls already in flight still go out. Receiving and
/// deciding go on; runs keep their place.
/// </summary>
public sealed class StopsAndGo(HubStore store, HubIds ids, CurrentSetup setup, IWaker waker, TimeProvider time)
{
    // Waits because of a stop: held already, or due and not claimed yet.
    private const string Waits = "(state = @p2 or (state = @p3 and due_at <= @p4))";

    // The last try was cut off and nobody knows what came of it; a person's "not there" sets the tries back to none.
    private const string MayHaveHappened = "attempts > 0 and (select t.outcome from attempt t where t.action = action.id order by t.n desc limit 1) = @p5";

    private readonly StopDeeds _deeds = new(ids, time);

    /// <summary>Told after a stop was set or lifted, with the client's id. Pages that are open show it at once; whoever misses it reads it at the next look.</summary>
    public event Action<string>? Changed;

    /// <summary>Stops. Setting it again keeps the first time and takes the new reason.</summary>
    public async Task StopAsync(StopScope scope, string by, string reason, CancellationToken cancellationToken = default)
    {
        _ = scope.Filter;
        await store.Writer.Write(t => Stop(t, scope, by, reason), cancellationToken);
        Tell(scope.Client);
    }

    /// <summary>Stops as part of a larger change; <see cref="Tell"/> follows once that is stored.</summary>
    internal void Stop(StoreTransaction t, StopScope scope, string by, string reason)
    {
        t.Execute(
            """
            insert into stop (client, scope, target, since, by, reason) values (@p0, @p1, @p2, @p3, @p4, @p5)
            on conflict (client, scope, target) do update set by = excluded.by, reason = excluded.reason
            """, scope.Client, scope.Scope, scope.Target, time.GetUtcNow().ToUnixTimeMilliseconds(), by, reason);
        _deeds.Stopped(t, scope, by, reason);
    }

    /// <summary>Tells open pages and the client's lane of a stop that was set or lifted.</summary>
    internal void Tell(string client)
    {
        Changed?.Invoke(client);
        waker.LaneHasWork(client);
    }

    /// <summary>The stops in force of a client, the oldest first.</summary>
    public IReadOnlyList<Stop> InForce(string client)
    {
        using var reader = store.Read();
        return reader.Query("select scope, target, since, by, reason from stop where client = @p0 order by since, scope, target",
            r => new Stop { Client = client, Scope = r.GetString(0), Target = r.GetString(1), Since = r.GetInt64(2), By = r.GetString(3), Reason = r.GetString(4) }, client);
    }

    /// <summary>What a stop would hold, asked before it is set.</summary>
    public StopPreview Ahead(StopScope scope)
    {
        using var reader = store.Read();
        return new StopPreview(
            reader.Scalar<int>($"select count(*) from action where {scope.Filter} and state in (@p2, @p3)", scope.Client, scope.Target, ActionState.Due, ActionState.Held),
            reader.Scalar<int>($"select count(*) from action where {scope.Filter} and state = @p2", scope.Client, scope.Target, ActionState.Sending));
    }

    /// <summary>What waited under a stop, and what of it is too old by now.</summary>
    public GoPreview Preview(StopScope scope)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        using var reader = store.Read();
        var byRule = reader.Query(
            $"select rule, count(*), sum(case when stale_at < @p4 then 1 else 0 end) from action where {scope.Filter} and {Waits} group by rule",
            r => (Rule: r.GetString(0), All: r.GetInt32(1), Old: r.IsDBNull(2) ? 0 : r.GetInt32(2)), scope.Client, scope.Target, ActionState.Held, ActionState.Due, now);
        return new GoPreview(
            byRule.Sum(r => r.All), byRule.Sum(r => r.All - r.Old), byRule.Where(r => r.Old > 0).ToDictionary(r => r.Rule, r => r.Old, StringComparer.Ordinal));
    }

    /// <summary>Lifts a stop. Held actions go back to due; what another stop still covers is held again by its claim.</summary>
    /// <param name="scope">The stop.</param>
    /// <param name="by">Who goes on.</param>
    /// <param name="sendUseful">True to send what is still useful and drop what is too old; false to drop all that waited.</param>
    /// <param name="cancellationToken">Gives up waiting for the writer.</param>
    /// <returns>What became of what waited; null when this stop is not in force (any more): then nothing was touched.</returns>
    public async Task<GoOutcome?> GoAsync(StopScope scope, string by, bool sendUseful, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var outcome = await store.Writer.Write(t => Lift(t, scope, by, sendUseful, now), cancellationToken);
        if (outcome is null)
        {
            return null;
        }

        Tell(scope.Client);
        foreach (var grant in (setup.Value.Clients.GetValueOrDefault(scope.Client)?.Connections ?? []).Select(c => c.Grant.Id).Distinct())
        {
            waker.GrantHasWork(grant);
        }

        return outcome;
    }

    private GoOutcome? Lift(StoreTransaction t, StopScope scope, string by, bool sendUseful, long now)
    {
        if (t.Execute("delete from stop where client = @p0 and scope = @p1 and target = @p2", scope.Client, scope.Scope, scope.Target) == 0)
        {
            return null;
        }

        var gone = $"{scope.Filter} and {Waits}" + (sendUseful ? " and stale_at < @p4" : "");
        var words = sendUseful ? $"Too old when {by} let things go on." : $"Dropped by {by} when things went on.";
        var unsure = t.Execute($"update action set state = @p6, result = @p7, updated_at = @p4 where {gone} and {MayHaveHappened}",
            scope.Client, scope.Target, ActionState.Held, ActionState.Due, now, ActionOutcome.Uncertain, ActionState.Uncertain, "An earlier try was interrupted and may have happened. " + words);
        var dropped = t.Execute($"update action set state = @p5, result = @p6, updated_at = @p4 where {gone}",
            scope.Client, scope.Target, ActionState.Held, ActionState.Due, now, ActionState.Dropped, words);
        var waited = t.Scalar<int>($"select count(*) from action where {scope.Filter} and {Waits}", scope.Client, scope.Target, ActionState.Held, ActionState.Due, now);
        t.Execute($"update action set state = @p3, result = null, updated_at = @p4 where {scope.Filter} and state = @p2", scope.Client, scope.Target, ActionState.Held, ActionState.Due, now);
        var outcome = new GoOutcome(waited, dropped, unsure);
        _deeds.Continued(t, scope, by, outcome);
        return outcome;
    }
}
