using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Engine;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Writes what became of an expected effect, inside a writer's job.</summary>
internal static class EffectRows
{
    private static readonly TimeSpan Counted = TimeSpan.FromDays(7);

    /// <summary>The effect was seen: the action says so, and a trouble with this step is over.</summary>
    public static void Seen(StoreTransaction t, HubSetup setup, WaitingEffect one, SeenEffect seen, DateTimeOffset now)
    {
        var at = new LocalTime(setup.Clients[one.Action.Client].TimeZone).Say(seen.At);
        var what = IsMail(one) ? $"Mail{(seen.Title is { Length: > 0 } title ? $" '{title}'" : "")} seen leaving {Tool(setup, one)} on {at}." : $"{one.Expected.Event} seen in {Tool(setup, one)} on {at}.";
        End(t, one, ActionState.Seen, what);
        t.Execute("""update alert set solved_at = @p2 where client = @p0 and "key" = @p1 and solved_at is null""", one.Action.Client, AlertKey(one), now.ToUnixTimeMilliseconds());
    }

    /// <summary>The time is over and nothing was seen: one alert a step, with the number of people.</summary>
    public static void NothingFollowed(StoreTransaction t, HubIds ids, HubSetup setup, WaitingEffect one, DateTimeOffset now)
    {
        if (End(t, one, ActionState.NothingFollowed, $"Done, and {(IsMail(one) ? "no mail" : "nothing")} followed within {SpanWords.Say(one.Expected.Within)}.") == 0)
        {
            return;
        }

        var people = t.Scalar<int>(
            "select count(distinct contact) from action where client = @p0 and updated_at >= @p1 and rule = @p2 and step = @p3 and state = @p4",
            one.Action.Client, (now - Counted).ToUnixTimeMilliseconds(), one.Action.Rule, one.Action.Step, ActionState.NothingFollowed);
        t.Execute(
            """
            insert into alert (id, client, "key", kind, text, rule, raised_at) values (@p0, @p1, @p2, 'effect', @p3, @p4, @p5)
            on conflict (client, "key") where solved_at is null do update set text = excluded.text
            """, ids.Next(), one.Action.Client, AlertKey(one), Text(setup, one, people), one.Action.Rule, now.ToUnixTimeMilliseconds());
    }

    /// <summary>The tool did not answer for a whole day: what was done stays done, and nothing is said about what followed.</summary>
    public static void NotToBeSeen(StoreTransaction t, HubSetup setup, WaitingEffect one, string note) => t.Execute(
        "update action set expect = null, result = @p1 where id = @p0 and state = @p2",
        one.Action.Id, $"Done. Whether {(IsMail(one) ? "a mail" : "anything")} followed could not be seen: {Tool(setup, one)} did not answer. {note}".TrimEnd(), ActionState.Done);

    /// <summary>Wishes a look; gives the id of the wish, another's when one for the same person is open.</summary>
    public static long Wish(StoreTransaction t, long id, WaitingEffect one, FetchWish wish, DateTimeOffset now) => t.Scalar<long>(
        """
        insert into fetch (id, client, "grant", connection, kind, object_id, reason, envelope, due_at, state, attempts, historical) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, 0, @p7, 0, 0, 0)
        on conflict (client, connection, kind, object_id) where state = 0 do update set due_at = min(due_at, excluded.due_at) returning id
        """, id, one.Action.Client, one.Grant, one.Action.Connection, wish.Kind, wish.Id, wish.Reason, now.ToUnixTimeMilliseconds());

    // The time of the row stays that of the deed.
    private static int End(StoreTransaction t, WaitingEffect one, ActionState state, string result) => t.Execute(
        "update action set state = @p1, result = @p2 where id = @p0 and state = @p3", one.Action.Id, state, result, ActionState.Done);

    private static string Text(HubSetup setup, WaitingEffect one, int people)
    {
        var tool = Tool(setup, one);
        var (mark, kind) = (one.Action.Text("tag"), "tag");
        if (mark.Length == 0)
        {
            (mark, kind) = (one.Action.Text("name"), "event");
        }

        var what = mark.Length == 0 ? $"{one.Action.Name} was done" : kind == "tag" ? $"Tag `{mark}` was set" : $"Event `{mark}` was sent";
        return $"{what} for {people.ToString(System.Globalization.CultureInfo.InvariantCulture)} {(people == 1 ? "person" : "people")}, and {(IsMail(one) ? "no mail" : "nothing")} followed. "
            + $"In {tool} no flow seems to start at this {(mark.Length == 0 ? "action" : kind)}. Look there whether the flow '{one.Expected.Flow}' is switched on and starts at it.";
    }

    private static string AlertKey(WaitingEffect one) => $"effect:{one.Action.Rule}:{one.Action.Step}";

    private static bool IsMail(WaitingEffect one) => one.Expected.Event.StartsWith("email.", StringComparison.Ordinal);

    private static string Tool(HubSetup setup, WaitingEffect one) => setup.Connection(one.Action.Client, one.Action.Connection)?.Grant.Connector.Info.Name ?? one.Action.Connection;
}
