using System.Text.Json;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Dashboard.View;

// Actions in words.
public static partial class Words
{
    /// <summary>An action in words, as its state has it: <c>Tag “review-request” added</c>.</summary>
    public static string Action(string name, string? payload, int state)
    {
        var (noun, done) = Thing(name, payload);
        return (ActionState)state switch
        {
            ActionState.Done => $"{noun} {done}",
            ActionState.Seen => $"{noun} {done}, and the effect was seen",
            ActionState.NothingFollowed => $"{noun} {done}, nothing followed",
            ActionState.Due => $"{noun}: planned",
            ActionState.Sending => $"{noun}: under way",
            ActionState.Held => $"{noun}: held",
            ActionState.Ignored => $"{noun}: the tool answered well and changed nothing",
            ActionState.Rejected => $"{noun}: not done, refused",
            ActionState.Uncertain => $"{noun}: may have been {done}",
            _ => $"{noun}: not done, dropped",
        };
    }

    /// <summary>What an action is about and what is done to it: <c>Tag “vip”</c>, <c>added</c>.</summary>
    internal static (string Noun, string Done) Thing(string name, string? payload) => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
    {
        "tag.add" => ($"Tag{Quoted(payload, "tag")}", "added"),
        "tag.remove" => ($"Tag{Quoted(payload, "tag")}", "taken off"),
        "field.set" or "property.set" => ($"Field{Quoted(payload, "field", "property", "name")}", "set"),
        "member.upsert" => ("Record on the list", "written"),
        "event.send" => ($"Event{Quoted(payload, "event", "name")}", "sent"),
        "note.create" => ($"Note{Quoted(payload, "text", "body")}", "written"),
        "task.create" => ($"Task{Quoted(payload, "title", "subject", "text")}", "made"),
        "deal.create" => ($"Deal{Quoted(payload, "name")}", "made"),
        "reply" => ("Answer to the review", "posted"),
        "deal.move" => ($"Deal{Quoted(payload, "stage")}", "moved"),
        "list.add" => ($"Place on the list{Quoted(payload, "list")}", "given"),
        "list.remove" => ($"Place on the list{Quoted(payload, "list")}", "taken"),
        "email.unsubscribe" => ($"Mail{Quoted(payload, "subscription")}", "stopped"),
        "email.subscribe" => ($"Mail{Quoted(payload, "subscription")}", "begun"),
        "status.set" or "consent.set" => ($"Whether they get mail{Quoted(payload, "status", "state")}", "recorded"),
        "interest.add" => ($"Interest{Quoted(payload, "interest")}", "noted"),
        "interest.remove" => ($"Interest{Quoted(payload, "interest")}", "taken off"),
        "journey.trigger" => ("Step of a journey", "begun"),
        "member.archive" => ("Member", "archived"),
        "member.erase" or "contact.erase" => ("Record", "deleted for good"),
        "order.tag.add" => ($"Tag{Quoted(payload, "tag")} on the order", "added"),
        "order.tag.remove" => ($"Tag{Quoted(payload, "tag")} on the order", "taken off"),
        "metafield.set" => ($"The hub's field{Quoted(payload, "key")}", "set"),
        "note.set" => ("The hub's line in the note", "written"),
        "code.create" => ($"Discount code{Quoted(payload, "code")}", "made"),
        "post.create" => ($"Post{Quoted(payload, "headline", "text")}", "published"),
        "hours.special.set" => ($"Hours of{Quoted(payload, "date")}", "set"),
        "send" => ($"Message{Quoted(payload, "type")}", "sent"),
        _ => (name, "done"),
    };

    /// <summary>What follows a yes: <c>post “Rye week” published. code: RYE10, end: 2026-12-07</c>; with everything that goes out beside the text which may still be changed.</summary>
    public static string AfterYes(string action, IReadOnlyDictionary<string, Value> asked)
    {
        var (noun, done) = Thing(action, JsonSerializer.Serialize(asked.ToDictionary(a => a.Key, a => a.Value.ToString(), StringComparer.Ordinal)));
        return $"{char.ToLowerInvariant(noun[0])}{noun[1..]} {done}.{(asked.Count == 0 ? "" : " " + string.Join(", ", asked.Select(a => $"{a.Key}: {a.Value}")))}";
    }

    /// <summary>One word for an action's state.</summary>
    public static string State(int state) => (ActionState)state switch
    {
        ActionState.Due => "planned", ActionState.Sending => "under way", ActionState.Held => "held", ActionState.Done => "done", ActionState.Ignored => "done, nothing changed",
        ActionState.Seen => "done and seen", ActionState.NothingFollowed => "done, nothing followed", ActionState.Rejected => "not done", ActionState.Uncertain => "unsure", _ => "dropped",
    };

    /// <summary>What was done how often, for whom, as three parts of a sentence: <c>Put the tag “regular” on</c>, <c>3 people</c>, <c>in Shopify</c>.</summary>
    public static (string Before, string Strong, string After) Did(DoneCount done, ClientLens lens)
    {
        var (people, mark, tool) = (Count(done.People, "person", "people"), done.Mark.Length == 0 ? "" : $" “{done.Mark}”", "in " + lens.Tool(done.Connection));
        return done.Name[(done.Name.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            "tag.add" => ($"Put the tag{mark} on", people, tool),
            "tag.remove" => ($"Took the tag{mark} off", people, tool),
            "field.set" or "property.set" => ($"Set{(mark.Length == 0 ? " a field" : mark)} for", people, tool),
            "member.upsert" => ("Wrote to the list", people, tool),
            "event.send" => ("Told of an event of", people, tool),
            "task.create" => ("Made", Count(done.N, "task", "tasks"), tool),
            "note.create" => ("Wrote", Count(done.N, "note", "notes"), tool),
            "deal.create" => ("Opened", Count(done.N, "deal", "deals"), tool),
            "deal.move" => ("Moved", Count(done.N, "deal", "deals"), tool),
            "list.add" => ($"Put on the list{mark}", people, tool),
            "list.remove" => ($"Took off the list{mark}", people, tool),
            "email.unsubscribe" => ("Stopped the mail of", people, tool),
            "email.subscribe" => ("Recorded the wish for mail of", people, tool),
            "status.set" or "consent.set" => ("Recorded whether mail is wanted for", people, tool),
            "interest.add" or "interest.remove" => ("Noted interests of", people, tool),
            "journey.trigger" => ("Began a journey's step for", people, tool),
            "member.archive" => ("Archived", people, tool),
            "member.erase" or "contact.erase" => ("Deleted for good", people, tool),
            "order.tag.add" or "order.tag.remove" => ($"Changed the tag{mark} of", Count(done.N, "order", "orders"), tool),
            "metafield.set" => ("Set the hub's field for", people, tool),
            "note.set" => ("Kept the hub's line in the note of", people, tool),
            "code.create" => ("Made", Count(done.N, "discount code", "discount codes"), tool),
            "post.create" => ("Published", Count(done.N, "post", "posts"), "on Google"),
            "hours.special.set" => ("Set the hours of", Count(done.N, "day", "days"), "on Google"),
            "reply" => ("Answered", Count(done.N, "review", "reviews"), "on Google"),
            "send" => ("Sent", Count(done.N, "message", "messages"), "to " + lens.Tool(done.Connection)),
            _ => ($"Did {done.Name}", Count(done.N, "time", "times"), tool),
        };
    }

    /// <summary>What followed in the tool, after what was done: <c>, done and seen</c>; nothing where nothing is looked for.</summary>
    internal static string Followed(ActionState state) => state switch { ActionState.Seen => ", done and seen", ActionState.NothingFollowed => ", done, nothing followed", _ => "" };

    /// <summary>The first of these arguments that has a value, in quotes after a space; nothing when none has.</summary>
    internal static string Quoted(string? payload, params string[] names)
    {
        if (payload is not { Length: > 1 } || Parse(payload) is not { } document)
        {
            return "";
        }

        using (document)
        {
            var value = document.RootElement.ValueKind == JsonValueKind.Object ? names.Select(n => Text(document.RootElement, n)).FirstOrDefault(v => v.Length > 0) : null;
            return value is null ? "" : $" “{Short(value)}”";
        }
    }

    private static string Text(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
        {
            return "";
        }

        while (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().FirstOrDefault() is { Name: not null } inner && inner.Value.ValueKind != JsonValueKind.Undefined)
        {
            value = inner.Value; // a typed value is written as an object around its content
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString()! : value.ValueKind is JsonValueKind.Number ? value.GetRawText() : "";
    }

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null; // shown by its name alone; the bytes are one click away
        }
    }
}
