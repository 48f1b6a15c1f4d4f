using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Undoing;

/// <summary>Takes back what a rule did in a span of time. What it would do is asked first; what cannot be taken back is named.</summary>
public sealed class RuleUndo(HubStore store, HubIds ids, CurrentSetup setup, IWaker waker, TimeProvider time)
{
    /// <summary>Actions looked at, or planned, in one go: other writers and readers come between.</summary>
    private const int PageSize = 500;

    private const string Planned = "client=@p0 and rule=@p1 and state in (@p2,@p3)";

    private readonly UndoRows _rows = new(ids, time);

    /// <summary>What an undo would do now. Reads in pages; large spans take seconds.</summary>
    public UndoPreview Preview(UndoOrder order, CancellationToken cancellationToken = default)
    {
        var lines = new Dictionary<(UndoVerdict, string, string, string), int>();
        var followed = 0;
        foreach (var page in Pages(order, cancellationToken))
        {
            followed += page.Count(a => a.Action is { State: ActionState.Seen, Wish.StartsFlow: true });
            foreach (var (action, verdict, _) in page)
            {
                var key = (verdict, action.Wish.Name, action.Mark, action.Wish.Connection);
                lines[key] = lines.GetValueOrDefault(key) + 1;
            }
        }

        foreach (var (tag, verdict) in HubTags(order, cancellationToken).SelectMany(page => page))
        {
            var key = (verdict, "hub.tag.add", tag.Tag, DeedEnvelope.Connection);
            lines[key] = lines.GetValueOrDefault(key) + 1;
        }

        using var reader = store.Read();
        return new(
            [.. lines.Select(l => new UndoLine(l.Key.Item1, l.Key.Item2, l.Key.Item3, l.Key.Item4, l.Value)).OrderBy(l => l.Verdict).ThenByDescending(l => l.Count).ThenBy(l => l.Name, StringComparer.Ordinal)],
            reader.Scalar<int>("select count(*) from action where " + Planned, order.Client, order.Rule, ActionState.Due, ActionState.Held),
            reader.Scalar<int>("select count(*) from run where client=@p0 and rule=@p1 and ended_at is null", order.Client, order.Rule), followed);
    }

    /// <summary>Carries it out: journals the word, drops what is still planned, and plans the opposite of what can be taken back. When it is cut off, doing it again goes on where it was.</summary>
    /// <param name="order">Which actions.</param>
    /// <param name="dropPlanned">True to drop what the rule has planned and not sent yet.</param>
    /// <param name="by">Whose word it is.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    /// <returns>How many actions were planned that take back, and how many planned ones were dropped.</returns>
    public async Task<(int TakenBack, int Dropped)> DoAsync(UndoOrder order, bool dropPlanned, string by, string note, CancellationToken cancellationToken = default)
    {
        var dropped = await store.Writer.Write(t =>
        {
            _rows.Said(t, order, by, note);
            return dropPlanned
                ? t.Execute("update action set state=@p4, result=@p5, updated_at=@p6 where " + Planned, order.Client, order.Rule, ActionState.Due, ActionState.Held, ActionState.Dropped,
                    $"Not sent: {by} took back what the rule did.", time.GetUtcNow().ToUnixTimeMilliseconds())
                : 0;
        }, cancellationToken);
        waker.LaneHasWork(order.Client);
        var planned = 0;
        foreach (var page in Pages(order, cancellationToken))
        {
            var back = page.Where(a => a.Verdict is UndoVerdict.TagOff or UndoVerdict.ValueBack).ToList();
            planned += await store.Writer.Write(t => back.Count(a => _rows.Plan(t, order.Client, a.Action, a.Value, by)), cancellationToken);
            foreach (var grant in back.Select(a => a.Action.Grant).Distinct(StringComparer.Ordinal))
            {
                waker.GrantHasWork(grant);
            }
        }

        foreach (var page in HubTags(order, cancellationToken))
        {
            var off = page.Where(t => t.Verdict == UndoVerdict.TagOff).ToList();
            await store.Writer.Write(t => off.ForEach(o => _rows.TakeOff(t, order.Client, o.Tag, by)), cancellationToken);
            planned += off.Count;
            waker.LaneHasWork(order.Client);
        }

        return (planned, dropped);
    }

    /// <summary>How far taking back what a rule did has come; null when nothing of it ever was.</summary>
    public UndoProgress? Progress(string client, string rule)
    {
        using var reader = store.Read();
        var counts = reader.Query(
            """select state, count(*) from action where client=@p0 and "key">='undo:' and "key"<'undo;' and substr(run, 1, length(@p1))=@p1 group by 1""",
            r => (State: (ActionState)r.GetInt32(0), N: r.GetInt32(1)), client, rule + "|");
        return counts.Count == 0 ? null : new(counts.Sum(c => c.N), counts.Where(c => c.State.IsDone()).Sum(c => c.N), counts.Where(c => c.State <= ActionState.Held).Sum(c => c.N));
    }

    private IEnumerable<List<(HubTag Tag, UndoVerdict Verdict)>> HubTags(UndoOrder order, CancellationToken cancellationToken)
    {
        for (var (at, after) = (order.From.ToUnixTimeMilliseconds(), 0L); ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = store.Read();
            var page = HubTag.Page(reader, order, at, after, PageSize, out var next);
            if (page.Count > 0)
            {
                yield return page;
            }

            if (next is not var (lastAt, lastId))
            {
                yield break;
            }

            (at, after) = (lastAt, lastId);
        }
    }

    private IEnumerable<List<(DoneAction Action, UndoVerdict Verdict, string? Value)>> Pages(UndoOrder order, CancellationToken cancellationToken)
    {
        if (!setup.Value.Clients.TryGetValue(order.Client, out var client))
        {
            yield break;
        }

        // The index by client and time of the last change walks in this order, so that no page is sorted.
        for (var (at, after) = (order.From.ToUnixTimeMilliseconds(), 0L); ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var reader = store.Read();
            var page = reader.Query(
                $"""
                select {DoneAction.Columns} from action a where client=@p0 and (updated_at, id)>(@p2, @p3) and updated_at<@p4 and rule=@p1 and state in (@p5,@p6,@p7)
                  and (@p8 is null or exists (select 1 from run r where r.client=a.client and r.id=a.run and r.mapping_version=@p8)) order by updated_at, id limit @p9
                """,
                DoneAction.Read, order.Client, order.Rule, at, after, order.To.ToUnixTimeMilliseconds(), ActionState.Done, ActionState.Seen, ActionState.NothingFollowed,
                order.Version, PageSize);
            if (page.Count == 0)
            {
                yield break;
            }

            (at, after) = (page[^1].UpdatedAt, page[^1].Wish.Id);
            yield return new UndoJudge(reader, client, order.From).Judge(page);
        }
    }
}
