using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Mappings.Engine;

// Who raised a hand, and who answered.
internal sealed partial class EngineStep
{
    private static readonly string[] HandRaises = ["form.submitted", "message.received", "ad.lead.submitted", "lead.qualified"];

    private void Qualified(JourneyEvent e, ContactFacts before)
    {
        var name = e.Property("score").Text ?? "interest";
        if (mapping.HotScore is not { } hot || name != "interest" || !_facts.Scores.TryGetValue(name, out var score))
        {
            return;
        }

        var (was, now) = (before.Scores.TryGetValue(name, out var old) ? FactsFold.PointsAt(old, e.OccurredAt) : 0, FactsFold.PointsAt(score, e.OccurredAt));
        if (was < hot && now >= hot)
        {
            Emit(Made("lead.qualified", "hub:lead.qualified:" + e.NaturalKey, e.OccurredAt, e, ("score", Value.Of(decimal.Round(now))), ("reasons", Value.Of(Reasons(e.OccurredAt)))));
        }
    }

    // What they did of late, the newest first: the person who is asked to take the lead wants to know why.
    private IEnumerable<string> Reasons(DateTimeOffset at) => _facts.Seen
        .Where(s => !s.Key.StartsWith("hub.", StringComparison.Ordinal) && !s.Key.StartsWith("action:", StringComparison.Ordinal) && s.Value.LastAt > at.AddDays(-30))
        .OrderByDescending(s => s.Value.LastAt).Take(5).Select(s => s.Key);

    private void Answered(JourneyEvent e)
    {
        if (!Answers(e))
        {
            return;
        }

        var (raised, by) = ((Occurrence?)null, "");
        foreach (var name in HandRaises)
        {
            (raised, by) = _facts.Seen.GetValueOrDefault(name)?.Recent[^1] is { } last && last.At <= e.OccurredAt && (raised is null || last.At > raised.At) ? (last, name) : (raised, by);
        }

        if (raised is not null && (!_facts.Seen.TryGetValue("lead.answered", out var answered) || answered.LastAt < raised.At))
        {
            Emit(Made("lead.answered", "hub:lead.answered:" + raised.EventKey, e.OccurredAt, e,
                ("minutes", Value.Of(decimal.Round((decimal)(e.OccurredAt - raised.At).TotalMinutes))), ("raisedBy", Value.Of(by)), ("by", Value.Of(e.Name))) with { Key = raised.Key });
        }
    }

    // A person's own deed, not one of ours that came back; a mail only from the CRM, where colleagues write one by one.
    private bool Answers(JourneyEvent e) => e.Cause?.ActionKey is null && e.Name switch
    {
        "note.logged" or "task.completed" => true,
        "call.logged" => e.Property("direction").Text is "out" or "outgoing" or "outbound",
        "email.sent" => client.Connections.Any(c => c.Id == e.Connection && c.Role == "crm"),
        _ => false,
    };
}
