using System.Collections.Immutable;

namespace IntegrationHub.Hub.Undoing;

/// <summary>What an undo would do, and what it could not. Every action that was done in the span is in exactly one line.</summary>
/// <param name="Lines">What was done, by prospect; what is taken back first.</param>
/// <param name="Planned">Actions of the rule that are planned or held and would be dropped.</param>
/// <param name="UnderWay">Runs of the rule that are under way; an undo leaves them.</param>
/// <param name="Followed">Actions after which something followed in the tool, such as a mail: that cannot be taken back.</param>
public sealed record UndoPreview(ImmutableArray<UndoLine> Lines, int Planned, int UnderWay, int Followed)
{
    /// <summary>How many actions are taken back.</summary>
    public int TakenBack => Lines.Where(l => l.IsTakenBack).Sum(l => l.Count);

    /// <summary>How many were done in the span.</summary>
    public int Done => Lines.Sum(l => l.Count);
}
