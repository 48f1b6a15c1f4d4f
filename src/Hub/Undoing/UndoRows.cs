using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Undoing;

/// <summary>Writes an undo: the word of the person, and the actions that take back.</summary>
internal sealed class UndoRows(HubIds ids, TimeProvider time)
{
    private readonly DeedRows _deeds = new(ids, time);

    /// <summary>The rule under which actions that take back stand: no stop of the undone rule holds them.</summary>
    public const string Rule = "hub.undo";

    /// <summary>Name of the deed and of its event.</summary>
    public const string Deed = "hub.undone";

    /// <summary>The key of the action that takes another one back: doing it twice does it once (P2).</summary>
    public static string KeyOf(string key) => "undo:" + key;

    /// <summary>Journals whose word it is, before anything is done.</summary>
    public void Said(StoreTransaction t, UndoOrder order, string by, string note) => _deeds.Insert(t, order.Client, Deed, order.Rule, new Dictionary<string, string>
    {
        ["rule"] = order.Rule, ["version"] = order.Version?.ToString(CultureInfo.InvariantCulture) ?? "", ["from"] = order.From.ToString("O"), ["to"] = order.To.ToString("O"), ["by"] = by, ["note"] = note,
    });

    /// <summary>Plans the opposite of an action.</summary>
    /// <returns>False when it is planned or done already.</returns>
    public bool Plan(StoreTransaction t, string client, DoneAction done, string? value, string by)
    {
        var action = done.Wish;
        var verb = action.Verb == "tag.add" ? "tag.remove" : action.Verb;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var payload = value is null
            ? new Dictionary<string, Value> { ["tag"] = Value.Of(done.Mark) }
            : new Dictionary<string, Value> { [action.Verb == "field.set" ? "field" : "property"] = Value.Of(done.Mark), ["value"] = Value.Of(value) };
        return t.Execute(
            """
            insert into action(id,client,"key","grant",connection,verb,name,rule,run,step,contact,subject,object_id,email,touch,due_at,state,payload,event,hops,target_reason,approved_by,attempts,epoch,created_at,updated_at)
            values (@p0,@p1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,@p9,@p10,@p11,@p12,@p13,@p14,@p15,@p16,@p17,@p18,@p19,@p20,@p21,0,0,@p15,@p15) on conflict(client,"key") do nothing
            """,
            ids.Next(), client, KeyOf(action.Key), done.Grant, action.Connection, verb, action.Name[..(action.Name.IndexOf('.', StringComparison.Ordinal) + 1)] + verb, Rule, action.Run, action.Step, action.Contact,
            action.Subject, action.ObjectId, action.Email, TouchClass.Internal, now, ActionState.Due, JsonSerializer.Serialize(payload, JourneyJson.Options), action.Event, action.Hops + 1,
            $"Takes back what the rule {action.Rule} did.", by) == 1;
    }

    /// <summary>Takes a tag of the hub off, as a deed that the client's lane carries out.</summary>
    public void TakeOff(StoreTransaction t, string client, HubTag tag, string by) => _deeds.Insert(
        t, client, "contact.untagged", string.Create(CultureInfo.InvariantCulture, $"{tag.Contact}|{tag.Tag}"), new Dictionary<string, string> { ["tag"] = tag.Tag, ["by"] = by }, tag.Contact);
}
