using IntegrationHub.Connectors.Contract;

namespace IntegrationHub.Hub.Delivering;

/// <summary>Sorts due actions into vendor calls. Pure.</summary>
internal static class Coalescing
{
    /// <summary>
    /// Actions that a later one makes pointless: a tag put and then taken (or the other way round), and a field that is set again. Keeps an old try that still waits from
    /// overwriting what a newer action has said.
    /// </summary>
    /// <param name="waiting">Actions that are due or wait for their next try.</param>
    /// <param name="now">Unix ms; only what is due by then takes another's place.</param>
    /// <returns>Each dropped action with the one that takes its place; that one is never dropped itself.</returns>
    public static List<(DueAction Dropped, DueAction By)> Superseded(IEnumerable<DueAction> waiting, long now)
    {
        var dropped = new List<(DueAction, DueAction)>();
        // What starts something in the tool is never pointless: taken off and put again, a tag starts its flow anew; put and taken, it has started it.
        foreach (var slot in waiting.Where(a => !a.StartsFlow).Select(a => (Action: a, Slot: SlotOf(a))).Where(x => x.Slot is not null)
                     .GroupBy(x => (x.Action.Client, x.Action.Connection, x.Action.Subject, x.Slot), x => x.Action))
        {
            var inOrder = slot.OrderBy(a => a.Id).ToList();
            var places = new Dictionary<long, DueAction>();
            for (var i = inOrder.Count - 2; i >= 0; i--)
            {
                var last = inOrder.FindLast(later => later.Id > inOrder[i].Id && later.DueAt <= now && (slot.Key.Slot!.StartsWith("field", StringComparison.Ordinal) || later.Verb != inOrder[i].Verb));
                if (last is not null)
                {
                    places[inOrder[i].Id] = places.GetValueOrDefault(last.Id, last); // put, taken, put again: the last put takes the place of both
                    dropped.Add((inOrder[i], places[inOrder[i].Id]));
                }
            }
        }

        return dropped;
    }

    /// <summary>
    /// One round of calls. Of each subject at a connection only the earliest action takes part, so that a field is set before the tag that starts the mail which
    /// shows it; the rest follows in the next round. Then one list a (client, connection, verb) and shared argument, cut to what one vendor call carries. The clients of a
    /// shared login take turns, call by call, so that the one with much to send does not go first with all of it.
    /// </summary>
    /// <param name="due">The due actions.</param>
    /// <param name="infoOf">What the connector says of the action; null where the connection or the action is unknown.</param>
    public static List<DueAction[]> Round(IEnumerable<DueAction> due, Func<DueAction, ActionInfo?> infoOf) =>
    [
        .. due.GroupBy(a => (a.Client, a.Connection, a.Subject)).Select(subject => subject.MinBy(a => a.Id)!).OrderBy(a => a.Id)
            .Select(a => (Action: a, Info: infoOf(a))).GroupBy(x => (x.Action.Client, x.Action.Connection, x.Action.Verb, Shared: SharedOf(x.Action, x.Info)), x => x)
            .SelectMany(call => call.Select(x => x.Action).Chunk(Math.Max(1, call.First().Info?.BatchSize ?? 1)))
            .GroupBy(call => call[0].Client, StringComparer.Ordinal).SelectMany(client => client.Select((call, turn) => (Call: call, Turn: turn))).OrderBy(x => x.Turn).Select(x => x.Call),
    ];

    // What starts something in the tool goes alone: the batch calls of tools are not known to start flows.
    private static string SharedOf(DueAction action, ActionInfo? info) =>
        info?.BatchBy is { } argument ? (action.StartsFlow ? "alone:" + action.Key : "same:" + action.Text(argument).Trim().ToUpperInvariant()) : "";

    /// <summary>What an action writes to, the same for actions that overwrite each other at one contact; null for those that add.</summary>
    public static string? SlotOf(DueAction action) => action.Verb switch
    {
        "tag.add" or "tag.remove" => Named("tag", action.Text("tag")),
        "interest.add" or "interest.remove" => Named("interest", action.Text("interest")),
        "order.tag.add" or "order.tag.remove" => Named("order " + action.Text("order") + " tag", action.Text("tag")),
        "list.add" or "list.remove" => Named("list", action.Text("list")),
        "field.set" => Named("field", action.Text("field")),
        "property.set" => Named("field", action.Text("property")),
        "metafield.set" => Named("field", "metafield " + action.Text("key")),
        "note.set" => "field:note",
        _ => null,
    };

    private static string? Named(string kind, string name) => name.Length == 0 ? null : kind + ":" + name;
}
