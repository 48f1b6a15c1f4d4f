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
        string State() => (Text("status") + Text("state")).ToLowerInvariant() is { Length: > 0 } state ? state : "as told";
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
            (_, "event.send") => new(Named("note the event", "name"), Named("noted the event", "name")),
            (_, "list.add") => new(Named("put them on the list", "list")),
            (_, "list.remove") => new(Named("take them off the list", "list"), Named("took them off the list", "list")),
            (_, "email.unsubscribe") => Text("subscription") is { Length: > 0 } kind
                ? new($"take them off the mail '{kind}'", $"took them off the mail '{kind}'") : new("take them off all mail", "took them off all mail"),
            (_, "email.subscribe") => new(Named("put them on the mail", "subscription")),
            (_, "status.set" or "consent.set") => new($"note that they are {State()}", $"noted that they are {State()}"),
            (_, "interest.add") => new(Named("note the interest", "interest"), Named("noted the interest", "interest")),
            (_, "interest.remove") => new(Named("take off the interest", "interest"), Named("took off the interest", "interest")),
            (_, "journey.trigger") => new("begin a step of a journey", "began a step of a journey"),
            (_, "member.archive") => new("archive them", "archived them"),
            (_, "member.erase" or "contact.erase") => new("delete them for good", "deleted them for good"),
            (_, "order.tag.add") => new(Named("tag the order", "tag"), Named("tagged the order", "tag")),
            (_, "order.tag.remove") => new($"take the tag '{Text("tag")}' off the order", $"took the tag '{Text("tag")}' off the order"),
            (_, "metafield.set") => new(Named("set the hub's field", "key")),
            (_, "note.set") => new("keep the hub's line in their note", "kept the hub's line in their note"),
            (_, "code.create") => new(Named("make a discount code for them alone", "code"), Named("made a discount code for them alone", "code")),
            (_, "post.create") => new("publish a post", "published a post"),
            (_, "hours.special.set") => new($"set the hours of {Text("date")}"),
            (_, "deal.move") => new(Named("move their deal to", "stage"), Named("moved their deal to", "stage")),
            (_, "note.create") => new("write a note", "wrote a note"),
            (_, "task.create") => new(Named("make the task", "subject"), Named("made the task", "subject")),
            (_, "deal.create") => new(Named("open the deal", "name"), Named("opened the deal", "name")),
            (_, "reply") => new("post the answer", "posted the answer"),
            (_, "send") => new(Named("send the message", "type"), Named("sent the message", "type")),
            _ => new($"do {step.Name}", $"did {step.Name}"),
        };
    }

    private DeedWords(string both)
        : this(both, both)
    {
    }

    private static string Scope(string scope) => scope == "marketing" ? "marketing" : "everything";
}
