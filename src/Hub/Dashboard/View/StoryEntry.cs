using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;
using Decision = IntegrationHub.Hub.Storage.Rows.Decision;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One entry of a contact's story.</summary>
/// <param name="Form">How it is drawn.</param>
/// <param name="At">When, unix milliseconds.</param>
/// <param name="Connection">Where it comes from; null for the hub.</param>
/// <param name="Name">Event or action name, for the icon; empty for what has none.</param>
/// <param name="Text">What happened.</param>
/// <param name="Detail">A second line.</param>
/// <param name="Why">The conditions of what did not happen; empty otherwise.</param>
/// <param name="NextAt">When it is tried again, unix milliseconds.</param>
/// <param name="Stage">The stage of a move.</param>
/// <param name="Kind">Kind of the row in the log.</param>
/// <param name="Id">Its id; 0 when there is none.</param>
public sealed record StoryEntry(
    StoryForm Form, long At, string? Connection, string Name, string Text, string? Detail, IReadOnlyList<ClauseView> Why, long? NextAt, StageView? Stage, LogKind Kind, long Id)
{
    /// <summary>The whole story, newest first; negative decisions stand beside what happened, in full rank.</summary>
    /// <param name="story">What was read.</param>
    /// <param name="lens">How things read.</param>
    /// <param name="rules">A rule as it stood in a version; null when it is not at hand.</param>
    public static IReadOnlyList<StoryEntry> Of(Story story, ClientLens lens, Func<string, int, CompiledRule?>? rules = null)
    {
        var events = story.Events.ToDictionary(e => e.NaturalKey, StringComparer.Ordinal);
        var orders = story.Events.Where(e => e is { Name: "order.placed", RunKey: not null }).GroupBy(e => e.RunKey!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Words.OrderName(g.First().Data), StringComparer.Ordinal);
        string Says(Event e) => Words.Event(e.Name, e.Data, e.Amount, e.Currency, e.RunKey is null ? null : orders.GetValueOrDefault(e.RunKey));

        var entries = new List<StoryEntry>();
        entries.AddRange(Facts(story, Says));
        entries.AddRange(story.Decisions.Where(d => Shows(d, story)).Select(d => Of(d, lens, rules?.Invoke(d.Rule, d.MappingVersion))));
        entries.AddRange(story.Actions.Select(a => Of(a, story, lens)));
        entries.AddRange(Moves(story, lens, events, Says).Reverse()); // two moves of one moment keep their order
        return [.. entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Form).ThenByDescending(e => e.Form == StoryForm.Move ? 0 : e.Id)];
    }

    // Our own write coming back is told by the action that made it, our own tag by the decision; equal changes of one day by one tool are one line.
    private static IEnumerable<StoryEntry> Facts(Story story, Func<Event, string> says)
    {
        var ours = story.Actions.Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        var facts = story.Events.Where(e => !(e.IsEcho && e.CauseAction is { } cause && ours.Contains(cause)) && !(e.Connection == "hub" && e.Name is ("contact.tagged" or "contact.untagged"))).ToList();
        var changes = facts.Where(e => e.Name == "contact.updated").GroupBy(e => (e.Connection, Day: e.OccurredAt / 86_400_000)).ToList();
        return facts.Where(e => e.Name != "contact.updated").Select(e => Fact(e, says(e), e.IsEcho ? "Our own write, seen coming back" : null))
            .Concat(changes.Select(g => Fact(g.MaxBy(e => e.OccurredAt)!, says(g.First()), g.Count() > 1 ? $"{g.Count()} times that day" : null)));
    }

    private static StoryEntry Fact(Event e, string text, string? detail) => new(StoryForm.Fact, e.OccurredAt, e.Connection, e.Name, text, detail, [], null, null, LogKind.Event, e.Id);

    // What was done is told by its action; what the hub did by itself has none.
    private static bool Shows(Decision d, Story story) =>
        (Verdict)d.Verdict is not Verdict.Acted || (d.Step is { } step && !story.Actions.Any(a => a.Rule == d.Rule && a.Step == step));

    private static StoryEntry Of(Decision d, ClientLens lens, CompiledRule? rule)
    {
        var verdict = (Verdict)d.Verdict;
        var form = verdict is Verdict.Acted or Verdict.Divided ? StoryForm.Ours : verdict is Verdict.Waits or Verdict.NeedsApproval || (d.NextTryAt is not null && verdict is not Verdict.Acted) ? StoryForm.Waits : StoryForm.DidNot;
        return new StoryEntry(
            form, d.Now, null, verdict is Verdict.Acted or Verdict.Divided ? "hub" : "", Words.Decision(d.Rule, d.Verdict, d.Sentence),
            d.CameLate ? "Came late: the facts would now decide otherwise" : null,
            verdict is Verdict.Acted or Verdict.Exited or Verdict.Divided ? [] : WhyNot.Of(d, rule, lens), verdict is Verdict.Waits ? null : d.NextTryAt, null, LogKind.Decision, d.Id);
    }

    private static StoryEntry Of(ActionRow a, Story story, ClientLens lens)
    {
        var form = (ActionState)a.State switch
        {
            var state when state.IsDone() => StoryForm.Ours,
            ActionState.Dropped or ActionState.Rejected => StoryForm.DidNot,
            _ => StoryForm.Waits,
        };
        var echo = story.Events.FirstOrDefault(e => e.IsEcho && e.CauseAction == a.Key);
        var seen = echo is null ? "" : $" · seen in {lens.Tool(echo.Connection)} {lens.When(echo.OccurredAt)}";
        return new StoryEntry(
            form, a.State == (int)ActionState.Due ? a.CreatedAt : a.UpdatedAt, a.Connection, a.Name, Words.Action(a.Name, a.Payload, a.State),
            $"Rule: {Words.Rule(a.Rule)} · {Words.Count(a.Attempts, "attempt", "attempts")}{seen}" + ((form is not StoryForm.Ours || a.State >= (int)ActionState.Seen) && a.Result is { Length: > 0 } result ? $" · {result}" : "")
            + (a.ApprovedBy is { } by ? $" · approved by {by}" : ""), [], null, null, LogKind.Action, a.Id);
    }

    private static IEnumerable<StoryEntry> Moves(Story story, ClientLens lens, Dictionary<string, Event> events, Func<Event, string> says)
    {
        string? before = null;
        foreach (var move in story.Facts.StageMoves)
        {
            var cause = events.GetValueOrDefault(move.EventKey);
            var to = lens.Stage(move.Stage);
            yield return new StoryEntry(
                StoryForm.Move, move.At.ToUnixTimeMilliseconds(), null, "", before is null ? $"Entered “{to.Name}”" : $"Moved from “{lens.Stage(before).Name}” to “{to.Name}”",
                "Because of: " + (cause is null ? Words.Event(move.EventName, null, null, null) : says(cause)) + (move.Cycle > 1 ? $" · cycle {move.Cycle}" : ""), [], null, to, LogKind.Event, cause?.Id ?? 0);
            before = move.Stage;
        }
    }
}
