using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// Looks for the other half of what was done: a tag that starts a mail is done and seen when the mail was seen leaving, and "done, nothing followed" when its time is over. Where the
/// tool can be asked about one person, it is, a few times within that time and once after it.
/// </summary>
public sealed partial class ExpectedEffects(HubStore store, HubIds ids, CurrentSetup current, IWaker waker, TimeProvider time, ILogger<ExpectedEffects> log) : BeatingService(Every, time)
{
    /// <summary>Time between two rounds.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Where a tool cannot be asked about one person, its reports may be this late.</summary>
    public static readonly TimeSpan ReportsLate = TimeSpan.FromHours(1);

    /// <summary>How long a look that failed is tried again after the time was over.</summary>
    public static readonly TimeSpan LongestSearch = TimeSpan.FromDays(1);

    private const int RoundLimit = 500;

    // A tool's clock may be a little behind ours.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan[] Looks = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(3)];
    private readonly Dictionary<long, EffectLook> _looks = [];
    private long _after;

    /// <summary>One round over what waits for its effect.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var changes = new List<Action<StoreTransaction>>();
        var woken = new HashSet<string>(StringComparer.Ordinal);
        using (var reader = store.Read())
        {
            var waiting = reader.Query(
                $"""
                 select {DueAction.Columns}, expect, coalesce((select max(t.started_at) from attempt t where t.action = a.id), updated_at), "grant"
                 from action a where state = 3 and expect is not null and id > @p0 order by id limit {RoundLimit}
                 """,
                r => new WaitingEffect(DueAction.Read(r), JsonSerializer.Deserialize<ExpectedEffect>(r.GetString(DueAction.Count), JourneyJson.Options)!, Time(r.GetInt64(DueAction.Count + 1)), r.GetString(DueAction.Count + 2)), _after);
            _after = waiting.Count == RoundLimit ? waiting[^1].Action.Id : 0;
            foreach (var one in waiting)
            {
                if (Judge(reader, one, now, woken) is { } change)
                {
                    changes.Add(change);
                }
            }
        }

        if (changes.Count > 0)
        {
            await store.Writer.Write(t => changes.ForEach(c => c(t)), cancellationToken);
            foreach (var grant in woken)
            {
                waker.GrantHasWork(grant);
            }
        }
    }

    /// <inheritdoc />
    protected override Task BeatAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <inheritdoc />
    protected override void Failed(Exception exception) => LogFailed(log, exception);

    // What to write; null when it goes on waiting.
    private Action<StoreTransaction>? Judge(StoreReader reader, WaitingEffect one, DateTimeOffset now, HashSet<string> woken)
    {
        var (action, deadline) = (one.Action, one.DoneAt + one.Expected.Within);
        if (Seen(reader, one) is { } seen)
        {
            _looks.Remove(action.Id);
            return t => EffectRows.Seen(t, current.Value, one, seen, now);
        }

        if (Wish(one) is not { } wish)
        {
            return now >= deadline + ReportsLate ? t => EffectRows.NothingFollowed(t, ids, current.Value, one, now) : null;
        }

        if (_looks.TryGetValue(action.Id, out var look))
        {
            var (state, note) = reader.Query("select state, note from fetch where id = @p0", r => (r.GetInt32(0), r.IsDBNull(1) ? "" : r.GetString(1)), look.Fetch) is [var row] ? row : (1, "");
            if (state == 0 || !IsRead(reader, one, wish))
            {
                return null; // under way, or read and not understood yet
            }

            if (look.At >= deadline && state == 1)
            {
                _looks.Remove(action.Id);
                return t => EffectRows.NothingFollowed(t, ids, current.Value, one, now);
            }

            if (look.At >= deadline + LongestSearch)
            {
                _looks.Remove(action.Id);
                return t => EffectRows.NotToBeSeen(t, current.Value, one, note);
            }
        }

        var next = Looks.Select(l => one.DoneAt + l).Where(at => at < deadline).Append(deadline).Concat(Enumerable.Range(1, 24).Select(h => deadline + TimeSpan.FromHours(h)))
            .First(at => look is null || at > look.At);
        if (next > now)
        {
            return null;
        }

        // After an outage the looks that were missed are one.
        var id = ids.Next();
        woken.Add(one.Grant);
        return t => _looks[action.Id] = new EffectLook(EffectRows.Wish(t, id, one, wish, now), now);
    }

    private Connectors.Contract.FetchWish? Wish(WaitingEffect one) =>
        current.Value.Connection(one.Action.Client, one.Action.Connection)?.Grant.Connector.EffectOf(one.Action.Verb, one.Action.ToOutbound(one.Action.Attempts, null, null));

    // What a look brought is an envelope first: a verdict before the lane read it would be too early.
    private static bool IsRead(StoreReader reader, WaitingEffect one, Connectors.Contract.FetchWish wish) =>
        reader.Scalar<long>("select exists (select 1 from envelope where client = @p0 and state = 0 and connection = @p1 and topic = @p2)", one.Action.Client, one.Action.Connection, "fetch:" + wish.Kind) == 0;

    // Of several mails the one that bears the flow's name; never one that a person sent by hand to many.
    private static SeenEffect? Seen(StoreReader reader, WaitingEffect one)
    {
        if (one.Action.Contact is not { } contact)
        {
            return null;
        }

        var found = reader.Query(
            "select occurred_at, data from event where client = @p0 and contact = @p1 and name = @p2 and occurred_at >= @p3 and occurred_at <= @p4 order by occurred_at",
            r => new SeenEffect(Time(r.GetInt64(0)), JsonSerializer.Deserialize<JourneyEvent>(r.GetString(1), JourneyJson.Options)!),
            one.Action.Client, contact, one.Expected.Event, (one.DoneAt - Skew).ToUnixTimeMilliseconds(), (one.DoneAt + one.Expected.Within).ToUnixTimeMilliseconds());
        return found.Find(f => f.Title?.Contains(one.Expected.Flow, StringComparison.OrdinalIgnoreCase) == true) ?? found.Find(f => !ByHand(reader, one, f));
    }

    private static bool ByHand(StoreReader reader, WaitingEffect one, SeenEffect seen) => SeenEffect.SendingOf(seen.Event) is { } sending && reader.Scalar<long>(
        "select exists (select 1 from event where client = @p0 and natural_key = @p1)", one.Action.Client, sending) == 1;

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    [LoggerMessage(EventId = 3101, Level = LogLevel.Error, Message = "Effects of what was done could not be looked for; it is tried again in seconds.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed record EffectLook(long Fetch, DateTimeOffset At);
}
