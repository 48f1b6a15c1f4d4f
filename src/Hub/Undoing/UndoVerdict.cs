namespace IntegrationHub.Hub.Undoing;

/// <summary>What can be done about an action that was done.</summary>
public enum UndoVerdict
{
    /// <summary>A tag is taken off again.</summary>
    TagOff,

    /// <summary>A field gets the value that it had before.</summary>
    ValueBack,

    /// <summary>It is as before already: somebody or something took it back.</summary>
    GoneAlready,

    /// <summary>It was so before the rule wrote it: the tool changed nothing then, and nothing is changed now.</summary>
    WasBefore,

    /// <summary>It was taken back by an earlier undo.</summary>
    Undone,

    /// <summary>The rule did the same again later; that one counts.</summary>
    Repeated,

    /// <summary>Another rule did the same since, and wants it so.</summary>
    OtherRule,

    /// <summary>The field holds another value by now: what a person or a tool wrote since is not overwritten.</summary>
    Changed,

    /// <summary>What the field held before is not known.</summary>
    ValueUnknown,

    /// <summary>A tag that was taken off is not put back: a flow of the tool may begin at it.</summary>
    TagNotPut,

    /// <summary>The tool is no longer connected, or cannot do the opposite.</summary>
    NoWay,

    /// <summary>What it did stays: a note, a task, an event, a public answer.</summary>
    Stays,
}
