namespace IntegrationHub.Hub.Undoing;

/// <summary>Actions of one kind with one prospect.</summary>
/// <param name="Verdict">What can be done about them.</param>
/// <param name="Name">What was done, e.g. <c>mail.tag.add</c>.</param>
/// <param name="Mark">The tag or field; empty for others.</param>
/// <param name="Connection">Where; <c>hub</c> for the hub's own tags.</param>
/// <param name="Count">How many.</param>
public sealed record UndoLine(UndoVerdict Verdict, string Name, string Mark, string Connection, int Count)
{
    /// <summary>True when these are taken back.</summary>
    public bool IsTakenBack => Verdict is UndoVerdict.TagOff or UndoVerdict.ValueBack;
}
