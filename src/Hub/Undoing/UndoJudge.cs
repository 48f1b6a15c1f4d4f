using System.Text.Json;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Undoing;

/// <summary>Says of each action of a page whether and how it can be taken back, from what was written since and what the facts say now.</summary>
internal sealed class UndoJudge(StoreReader reader, ClientSetup client, DateTimeOffset from)
{
    // Before a write the field's last value is among the newest events that name it.
    private const int EventsLookedAt = 50;

    /// <summary>The verdict on each action, and for <see cref="UndoVerdict.ValueBack"/> the value to write.</summary>
    public List<(DoneAction Action, UndoVerdict Verdict, string? Value)> Judge(IReadOnlyList<DoneAction> page)
    {
        var contacts = SqlList.Of(page.Select(a => a.Wish.Contact).OfType<long>().Distinct());
        var facts = reader.Query("select id, facts from contact where client=@p0 and id in (select value from json_each(@p1))", r => (Id: r.GetInt64(0), Facts: Parse(r.GetString(1))), client.Id, contacts)
            .ToDictionary(f => f.Id, f => f.Facts);
        var writes = reader.Query(
            $"select {DoneAction.Columns} from action where client=@p0 and contact in (select value from json_each(@p1)) and verb in ('tag.add','tag.remove','field.set','property.set') and state not in (@p2,@p3) and created_at>=@p4",
            DoneAction.Read, client.Id, contacts, ActionState.Rejected, ActionState.Dropped, Math.Min(from.ToUnixTimeMilliseconds(), page.Min(a => a.Wish.CreatedAt))).ToLookup(a => a.Slot);
        var undone = reader.Query("""select "key" from action where client=@p0 and "key" in (select value from json_each(@p1))""", r => r.GetString(0), client.Id, SqlList.Of(page.Select(a => UndoRows.KeyOf(a.Wish.Key))))
            .ToHashSet(StringComparer.Ordinal);
        return [.. page.Select(a =>
        {
            var (verdict, value) = undone.Contains(UndoRows.KeyOf(a.Wish.Key)) ? (UndoVerdict.Undone, null) : Judge(a, [.. writes[a.Slot]], a.Wish.Contact is { } id ? facts.GetValueOrDefault(id) : null);
            return (a, verdict, value);
        })];
    }

    private (UndoVerdict, string?) Judge(DoneAction action, List<DoneAction> writes, ContactFacts? facts)
    {
        var last = writes.Where(w => w.Wish.Id > action.Wish.Id).MaxBy(w => w.Wish.Id);
        if (action.Wish.Verb is not ("tag.add" or "tag.remove" or "field.set" or "property.set"))
        {
            return (UndoVerdict.Stays, null);
        }

        if (action.Wish.Verb == "tag.remove")
        {
            return (UndoVerdict.TagNotPut, null);
        }

        var tag = action.Wish.Verb == "tag.add";
        var actions = client.Connections.FirstOrDefault(c => c.Id == action.Wish.Connection)?.Grant.Connector.Info.Actions ?? [];
        if (action.Wish.Contact is null || facts is null or { Erased: true } || !actions.Any(a => a.Verb == (tag ? "tag.remove" : action.Wish.Verb)))
        {
            return (UndoVerdict.NoWay, null);
        }

        if (last is not null)
        {
            return (tag && last.Wish.Verb == "tag.remove" ? UndoVerdict.GoneAlready : last.Wish.Rule == action.Wish.Rule ? UndoVerdict.Repeated : UndoVerdict.OtherRule, null);
        }

        var first = writes.Where(w => w.Wish.Rule == action.Wish.Rule && w.Wish.Id <= action.Wish.Id).Select(w => w.Wish.CreatedAt).DefaultIfEmpty(action.Wish.CreatedAt).Min();
        return tag ? (IsOff(action, facts) ? UndoVerdict.GoneAlready : HadBefore(action, first) ? UndoVerdict.WasBefore : UndoVerdict.TagOff, null) : Field(action, first, facts);
    }

    // A tool answers "done" also when the tag was there. What it told before the rule's first write of the span says whose it is.
    private bool HadBefore(DoneAction action, long first) => reader.Query(
        "select name, data from event where client=@p0 and contact=@p1 and occurred_at<@p2 and connection=@p3 and name in ('contact.tagged','contact.untagged') order by occurred_at desc, id desc limit @p4",
        r => (Name: r.GetString(0), Event: JsonSerializer.Deserialize<JourneyEvent>(r.GetString(1), JourneyJson.Options)!), client.Id, action.Wish.Contact!.Value, first, action.Wish.Connection, EventsLookedAt)
        .Find(e => string.Equals(e.Event.Property("tag").ToString(), action.Mark, StringComparison.OrdinalIgnoreCase)).Name == "contact.tagged";

    // Known as taken since. A tag that no tool has told of yet is taken off all the same: doing it twice does no harm.
    private static bool IsOff(DoneAction action, ContactFacts facts) =>
        facts.Tags.GetValueOrDefault(action.Wish.Connection)?.FirstOrDefault(t => string.Equals(t.Key, action.Mark, StringComparison.OrdinalIgnoreCase)).Value is { On: false } fact && fact.At.ToUnixTimeMilliseconds() >= action.Wish.CreatedAt;

    private (UndoVerdict, string?) Field(DoneAction action, long first, ContactFacts facts)
    {
        var role = client.Connections.First(c => c.Id == action.Wish.Connection).Role;
        var name = role + "." + action.Mark;
        if (facts.Fields.GetValueOrDefault(name) is { } now && now.At.ToUnixTimeMilliseconds() >= action.Wish.CreatedAt && now.Value.ToString() != action.Wish.Text("value"))
        {
            return (UndoVerdict.Changed, null);
        }

        var before = reader.Query(
            "select data from event where client=@p0 and contact=@p1 and occurred_at<@p2 and instr(data, @p3)>0 order by occurred_at desc, id desc limit @p4",
            r => JsonSerializer.Deserialize<JourneyEvent>(r.GetString(0), JourneyJson.Options)!, client.Id, action.Wish.Contact!.Value, first, '"' + name + '"', EventsLookedAt)
            .Find(e => e.Fields.ContainsKey(name))?.Fields[name].ToString();
        return before is null ? (UndoVerdict.ValueUnknown, null) : before == action.Wish.Text("value") ? (UndoVerdict.GoneAlready, null) : (UndoVerdict.ValueBack, before);
    }

    private static ContactFacts? Parse(string facts)
    {
        try
        {
            return JsonSerializer.Deserialize<ContactFacts>(facts, JourneyJson.Options);
        }
        catch (JsonException)
        {
            return null; // what cannot be read is not acted on
        }
    }
}
