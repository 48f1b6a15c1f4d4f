using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>Skips what is coming up: runs that wait, and actions that are planned or held. What has gone out meanwhile has gone out.</summary>
public sealed class Skipping(HubStore store, HubIds ids, IWaker waker, TimeProvider time)
{
    /// <summary>Most runs and actions of one call.</summary>
    public const int Most = SkipDeed.Most;

    /// <summary>Skips. The word is journaled first; the client's lane ends the runs in its order.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="runs">Ids of runs; those that are not open are left.</param>
    /// <param name="actions">Ids of actions; those that are neither planned nor held are left.</param>
    /// <param name="by">Whose word it is.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <param name="cancellationToken">Gives up waiting for the writer.</param>
    /// <returns>How many will not go on.</returns>
    /// <exception cref="ArgumentException">More than <see cref="Most"/> are named.</exception>
    public async Task<int> SkipAsync(string client, IReadOnlyCollection<string> runs, IReadOnlyCollection<long> actions, string by, string note, CancellationToken cancellationToken = default)
    {
        if (runs.Count + actions.Count > Most)
        {
            throw new ArgumentException($"At most {Most} at once.", nameof(runs));
        }

        var now = time.GetUtcNow();
        var skipped = await store.Writer.Write(t =>
        {
            var open = t.Query("select id from run where client=@p0 and ended_at is null and rule not like 'hub.%' and id in (select value from json_each(@p1))", r => r.GetString(0), client, SqlList.Of(runs));
            var dropped = t.Execute(
                "update action set state=@p2, result=@p3, updated_at=@p4 where client=@p0 and id in (select value from json_each(@p1)) and state in (@p5,@p6)",
                client, SqlList.Of(actions), ActionState.Dropped, $"Not sent: skipped by {by}.", now.ToUnixTimeMilliseconds(), ActionState.Due, ActionState.Held);
            if (open.Count + dropped > 0)
            {
                new DeedRows(ids, time).Insert(t, client, SkipDeed.Name, ids.Next().ToString(CultureInfo.InvariantCulture), new Dictionary<string, string>
                {
                    ["runs"] = JsonSerializer.Serialize(open), ["count"] = (open.Count + dropped).ToString(CultureInfo.InvariantCulture), ["by"] = by, ["note"] = note,
                });
            }

            return open.Count + dropped;
        }, cancellationToken);
        waker.LaneHasWork(client);
        return skipped;
    }
}
