using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>Skips or holds what is coming up: runs that wait, and actions that are planned or held. What has gone out meanwhile has gone out.</summary>
public sealed class Skipping(HubStore store, HubIds ids, IWaker waker, TimeProvider time)
{
    /// <summary>Most runs and actions of one call.</summary>
    public const int Most = ComingDeed.Most;

    /// <summary>Longest rest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Skips. The word is journaled first; the client's lane ends the runs in its order.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="runs">Ids of runs; those that are not open are left.</param>
    /// <param name="actions">Ids of actions; those that are neither planned nor held are left.</param>
    /// <param name="by">Whose word it is.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <param name="cancellationToken">Gives up waiting for the writer.</param>
    /// <returns>How many will not go on.</returns>
    /// <exception cref="ArgumentException">More than <see cref="Most"/> are named.</exception>
    public Task<int> SkipAsync(string client, IReadOnlyCollection<string> runs, IReadOnlyCollection<long> actions, string by, string note, CancellationToken cancellationToken = default) =>
        SayAsync(client, runs, actions, null, by, note, cancellationToken);

    /// <summary>Lets what is coming up rest until a time. The word is journaled first; the client's lane moves the runs in its order. What a run waits for still ends its wait.</summary>
    /// <param name="client">Client id.</param>
    /// <param name="runs">Ids of runs; those that are not open, or rest longer already, are left.</param>
    /// <param name="actions">Ids of actions; those that are neither planned nor held, or are due later, are left.</param>
    /// <param name="until">Not before this time; in the future, within <see cref="Longest"/>.</param>
    /// <param name="by">Whose word it is.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <param name="cancellationToken">Gives up waiting for the writer.</param>
    /// <returns>How many rest.</returns>
    /// <exception cref="ArgumentException">More than <see cref="Most"/> are named, or the time is not to come.</exception>
    public Task<int> HoldAsync(string client, IReadOnlyCollection<string> runs, IReadOnlyCollection<long> actions, DateTimeOffset until, string by, string note, CancellationToken cancellationToken = default) =>
        until <= time.GetUtcNow() || until > time.GetUtcNow() + Longest ? throw new ArgumentException("Name a time that comes within a year.", nameof(until))
        : SayAsync(client, runs, actions, until, by, note, cancellationToken);

    private async Task<int> SayAsync(string client, IReadOnlyCollection<string> runs, IReadOnlyCollection<long> actions, DateTimeOffset? until, string by, string note, CancellationToken cancellationToken)
    {
        if (runs.Count + actions.Count > Most)
        {
            throw new ArgumentException($"At most {Most} at once.", nameof(runs));
        }

        var at = until?.ToUnixTimeMilliseconds();
        var said = await store.Writer.Write(t =>
        {
            var open = t.Query(
                "select id from run where client=@p0 and ended_at is null and (@p2 is null or due_at<@p2) and rule not like 'hub.%' and id in (select value from json_each(@p1))", r => r.GetString(0), client, SqlList.Of(runs), at);
            var count = open.Count + (at is null
                ? t.Execute(
                    "update action set state=@p2, result=@p3, updated_at=@p4 where client=@p0 and id in (select value from json_each(@p1)) and state in (@p5,@p6)",
                    client, SqlList.Of(actions), ActionState.Dropped, $"Not sent: skipped by {by}.", time.GetUtcNow().ToUnixTimeMilliseconds(), ActionState.Due, ActionState.Held)
                : t.Execute(
                    "update action set due_at=@p2, result=@p3 where client=@p0 and id in (select value from json_each(@p1)) and state in (@p4,@p5) and due_at<@p2",
                    client, SqlList.Of(actions), at, $"Held by {by}{(note.Length == 0 ? "" : $": {note}")}.", ActionState.Due, ActionState.Held));
            if (count > 0)
            {
                // What has no value is left out of a deed.
                new DeedRows(ids, time).Insert(t, client, until is null ? ComingDeed.Skipped : ComingDeed.Held, ids.Next().ToString(CultureInfo.InvariantCulture), new Dictionary<string, string>
                {
                    ["runs"] = JsonSerializer.Serialize(open), ["count"] = count.ToString(CultureInfo.InvariantCulture), ["notBefore"] = until?.ToString("O", CultureInfo.InvariantCulture) ?? "", ["by"] = by, ["note"] = note,
                });
            }

            return count;
        }, cancellationToken);
        waker.LaneHasWork(client);
        return said;
    }
}
