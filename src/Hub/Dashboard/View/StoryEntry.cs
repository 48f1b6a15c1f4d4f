using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One entry of a contact's story.</summary>
/// <param name="Form">How it is drawn.</param>
/// <param name="At">When, unix milliseconds.</param>
/// <param name="Connection">Where it comes from; null for the hub.</param>
/// <param name="Text">What happened.</param>
/// <param name="Detail">A second line.</param>
/// <param name="Clause">The clause that failed, for what did not happen.</param>
/// <param name="Value">Its value as it was then.</param>
/// <param name="Stage">Stage id of a move.</param>
/// <param name="Kind">Kind of the row in the log.</param>
/// <param name="Id">Its id.</param>
public sealed record StoryEntry(
    StoryForm Form, long At, string? Connection, string Text, string? Detail, string? Clause, string? Value, string? Stage, LogKind Kind, long Id)
{
    /// <summary>The whole story, newest first; negative decisions stand beside what happened, in full rank.</summary>
    public static IReadOnlyList<StoryEntry> Of(Story story, ClientLens lens)
    {
        var events = story.Events.ToDictionary(e => e.NaturalKey, StringComparer.Ordinal);
        var entries = new List<StoryEntry>();
        entries.AddRange(story.Events.Select(e => new StoryEntry(
            StoryForm.Fact, e.OccurredAt, e.Connection, Words.Event(e.Name, e.Data, e.Amount, e.Currency), e.IsEcho ? "Our own write, seen coming back" : null, null, null, null, LogKind.Event, e.Id)));
        entries.AddRange(story.Decisions.Where(d => (Verdict)d.Verdict is not Verdict.Acted).Select(d => new StoryEntry(
            (Verdict)d.Verdict is Verdict.Waits or Verdict.NeedsApproval ? StoryForm.Waits : StoryForm.DidNot, d.Now, null,
            d.Sentence.Length > 0 ? d.Sentence : $"{Words.Rule(d.Rule)}: {Words.Verdict(d.Verdict)}",
            $"Rule: {Words.Rule(d.Rule)} v{d.MappingVersion}" + (d.NextTryAt is { } next ? $" · tried again {lens.When(next)}" : "") + (d.CameLate ? " · came late: the facts would now decide otherwise" : ""),
            d.Clause, d.Value, null, LogKind.Decision, d.Id)));
        entries.AddRange(story.Actions.Select(a => new StoryEntry(
            (ActionState)a.State is ActionState.Done ? StoryForm.Ours : (ActionState)a.State is ActionState.Dropped or ActionState.Rejected ? StoryForm.DidNot : StoryForm.Waits,
            a.State == (int)ActionState.Due ? a.CreatedAt : a.UpdatedAt, a.Connection, Words.Action(a.Name, a.Payload, a.State),
            $"Rule: {Words.Rule(a.Rule)} · {Words.Count(a.Attempts, "attempt", "attempts")}" + (a.Result is { Length: > 0 } result ? " · " + result : ""), null, null, null, LogKind.Action, a.Id)));
        string? before = null;
        foreach (var move in story.Facts.StageMoves)
        {
            var cause = events.GetValueOrDefault(move.EventKey);
            var to = StageView.Of(move.Stage).Name;
            entries.Add(new StoryEntry(
                StoryForm.Move, move.At.ToUnixTimeMilliseconds(), null, before is null ? $"Entered {to}" : $"Moved from {StageView.Of(before).Name} to {to}",
                "Because of: " + (cause is null ? move.EventName : Words.Event(cause.Name, cause.Data, cause.Amount, cause.Currency)) + (move.Cycle > 1 ? $" · cycle {move.Cycle}" : ""),
                null, null, move.Stage, LogKind.Event, cause?.Id ?? 0));
            before = move.Stage;
        }

        return [.. entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Form).ThenByDescending(e => e.Id)];
    }
}
