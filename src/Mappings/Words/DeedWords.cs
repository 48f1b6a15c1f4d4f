using System.Collections.Immutable;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>What one step does, with its arguments filled in: for sentences about what was decided.</summary>
/// <param name="Do">As an order: <c>put the tag 'regular'</c>, <c>tell the owner</c>.</param>
/// <param name="Did">As a deed: <c>put the tag 'regular'</c>, <c>told the owner</c>.</param>
internal readonly record struct DeedWords(string Do, string Did)
{
    internal static DeedWords Of(Instruction.Do step, ImmutableSortedDictionary<string, Value> with)
    {
        string Text(string name) => with.TryGetValue(name, out var value) ? value.ToString() : "";
        string Named(string noun, string name) => Text(name) is { Length: > 0 } text ? $"{noun} '{text}'" : noun;
        var to = Text("to") is { Length: > 0 } person && person != "owner" ? person : "the owner";
        return (step.Role, step.Verb) switch
        {
            ("hub", "alert") => new($"tell {to}", $"told {to}"),
            ("hub", "tag.add") => new(Named("put our tag", "tag")),
            ("hub", "tag.remove") => new($"take our tag '{Text("tag")}' off", $"took our tag '{Text("tag")}' off"),
            ("hub", "stage.move") => new($"move them to the stage '{Text("stage")}'", $"moved them to the stage '{Text("stage")}'"),
            ("hub", "score.add") => new($"add {Text("points")} points to their score", $"added {Text("points")} points to their score"),
            ("hub", "pause") => new($"pause {Scope(Text("scope"))} for them", $"paused {Scope(Text("scope"))} for them"),
            (_, "tag.add") => new(Named("put the tag", "tag")),
            (_, "tag.remove") => new($"take the tag '{Text("tag")}' off", $"took the tag '{Text("tag")}' off"),
            (_, "field.set" or "property.set") => new("set " + (Text("field") is { Length: > 0 } field ? field : Text("property"))),
            (_, "member.upsert") => new("put them on the list"),
            (_, "event.send") => new(Named("note the event", "event"), Named("noted the event", "event")),
            (_, "note.create") => new("write a note", "wrote a note"),
            (_, "task.create") => new(Named("make the task", "subject"), Named("made the task", "subject")),
            (_, "deal.create") => new(Named("open the deal", "name"), Named("opened the deal", "name")),
            (_, "reply") => new("post the answer", "posted the answer"),
            _ => new($"do {step.Name}", $"did {step.Name}"),
        };
    }

    private DeedWords(string both)
        : this(both, both)
    {
    }

    private static string Scope(string scope) => scope == "marketing" ? "marketing" : "everything";
}
