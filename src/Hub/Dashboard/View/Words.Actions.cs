using System.Text.Json;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.View;

// Actions in words.
public static partial class Words
{
    /// <summary>An action in words, as its state has it: <c>Tag “review-request” added</c>.</summary>
    public static string Action(string name, string? payload, int state)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var verb = dot < 0 ? name : name[(dot + 1)..];
        var (noun, done) = verb switch
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
            _ => (name, "done"),
        };
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
            "reply" => ("Answered", Count(done.N, "review", "reviews"), "on Google"),
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
