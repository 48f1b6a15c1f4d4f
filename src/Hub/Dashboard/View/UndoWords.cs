using IntegrationHub.Hub.Undoing;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What an undo would do, in words.</summary>
public static class UndoWords
{
    /// <summary>The button that carries it out: it names the effect.</summary>
    public static string Button(UndoPreview preview) => preview switch
    {
        { TakenBack: 0, Planned: 0 } => "Nothing to take back",
        { TakenBack: 0 } => $"Drop {Words.Count(preview.Planned, "planned action", "planned actions")}",
        _ => $"Take back {Words.Count(preview.TakenBack, "action", "actions")}",
    };

    /// <summary>What becomes of the actions of a line.</summary>
    public static string Says(UndoLine line, ClientLens lens)
    {
        var (tool, mark) = (lens.Tool(line.Connection), $"“{line.Mark}”");
        var what = line.Name[(line.Name.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            "tag.add" => $"the tag {mark} put in {tool}", "tag.remove" => $"the tag {mark} taken in {tool}", "field.set" or "property.set" => $"{mark} set in {tool}", "note.create" => $"a note in {tool}",
            "task.create" => $"a task in {tool}", "event.send" => $"an event told to {tool}", "reply" => $"a public answer in {tool}",
            _ => Words.Thing(line.Name, null) is var (noun, done) && noun != line.Name ? $"{char.ToLowerInvariant(noun[0])}{noun[1..]} {done} in {tool}" : $"{line.Name} in {tool}",
        };
        return line.Verdict switch
        {
            UndoVerdict.TagOff => $"The tag {mark} is taken off in {tool}.",
            UndoVerdict.ValueBack => $"{mark} in {tool} gets the value it had before.",
            UndoVerdict.GoneAlready => $"As before already: {what}.",
            UndoVerdict.WasBefore => $"Stays, because it was so before the rule: {what}.",
            UndoVerdict.Undone => $"Taken back earlier: {what}.",
            UndoVerdict.Repeated => $"Done again later by the same rule, that time counts: {what}.",
            UndoVerdict.OtherRule => $"Stays, because another rule did the same since: {what}.",
            UndoVerdict.Changed => $"Stays, because somebody wrote another value since: {what}.",
            UndoVerdict.ValueUnknown => $"Stays, because the value before is not known: {what}.",
            UndoVerdict.TagNotPut => $"Stays, because a flow may begin when it is put back: {what}.",
            UndoVerdict.NoWay => $"Stays, because {tool} is not connected, does not know the contact, or has no way back: {what}.",
            _ => $"Cannot be taken back: {what}.",
        };
    }

    /// <summary>What went out and stays; null when nothing did.</summary>
    public static string? Followed(UndoPreview preview) => preview.Followed == 0 ? null
        : $"After {Words.Count(preview.Followed, "of these actions", "of these actions")} something followed in the tool, such as a mail. What was sent cannot be taken back.";

    /// <summary>How far it has come.</summary>
    public static string Progress(UndoProgress progress) =>
        $"Taken back: {Words.Number(progress.Done)} of {Words.Number(progress.Asked)}{(progress.Waiting > 0 ? $", {Words.Number(progress.Waiting)} still wait" : "")}.";
}
