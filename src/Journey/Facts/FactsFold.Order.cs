namespace IntegrationHub.Journey.Facts;

// The parts whose meaning depends on what came before: scores fade, stages go forward within a cycle.
public static partial class FactsFold
{
    /// <summary>A score's points at a time: they halve every half-life after the last change.</summary>
    public static decimal PointsAt(ScoreFact score, DateTimeOffset now)
    {
        if (score.HalfLifeDays is not > 0 || now <= score.At)
        {
            return score.Points;
        }

        var factor = Math.Pow(0.5, (now - score.At).TotalDays / score.HalfLifeDays.Value);
        return decimal.Round(score.Points * (decimal)factor, 4);
    }

    private static FoldResult Score(ContactFacts facts, JourneyEvent e)
    {
        if (e.Name != "hub.score.changed")
        {
            return new(facts, false);
        }

        var name = e.Property("score").Text ?? "interest";
        var points = Math.Clamp(e.Property("points").Number ?? 0, -1_000_000, 1_000_000);
        var halfLife = e.Property("halfLifeDays").Number is { } days ? (int)Math.Clamp(days, 1, 10_000) : (int?)null;
        var old = facts.Scores.GetValueOrDefault(name);
        if (old is not null && !After(e.OccurredAt, e.NaturalKey, old.At, old.EventKey ?? ""))
        {
            return new(facts, true);
        }

        var sum = old is null ? points : PointsAt(old, e.OccurredAt) + points;
        return new(facts with { Scores = facts.Scores.SetItem(name, new(sum, e.OccurredAt, halfLife ?? old?.HalfLifeDays) { EventKey = e.NaturalKey }) }, false);
    }

    private static FoldResult Stages(ContactFacts facts, JourneyEvent e, StageModel model)
    {
        var cell = model.Cell(e.Name);
        var named = e.Name == "hub.stage.moved";
        var lapses = e.Name == "contact.lapsed";
        if (!named && !lapses && cell is not { Moves: true })
        {
            return new(facts, false);
        }

        if (facts.StageMark is { } mark && !After(e.OccurredAt, e.NaturalKey, mark.At, mark.EventKey))
        {
            return new(facts, !(cell is { Back: false, Nth.IsDefaultOrEmpty: true, To: { } plain } && !named && !lapses && WasBeyond(facts, e, model, plain)));
        }

        var move = lapses ? StageModel.Lapsed : named ? e.Property("stage").Text : Target(facts, e, cell!);
        var present = facts.Stage;
        var next = (move, present) switch
        {
            (null, null) => null,
            (null, { Stage: StageModel.Lapsed }) when cell is { Back: true } => NewMove(model.ReturnStage, present.Cycle + 1),
            (null, _) => null,
            (_, null) => NewMove(move, 1),
            (_, { Stage: StageModel.Lapsed }) when lapses => null,
            (_, { Stage: StageModel.Lapsed }) => cell is { Back: true } || named ? NewMove(move, present.Cycle + 1) : null,
            _ when lapses => NewMove(move, present.Cycle),
            _ => model.Place(move) > model.Place(present.Stage) || (named && e.Property("force").Flag == true && move != present.Stage)
                ? NewMove(move, present.Cycle)
                : null,
        };
        if (next is not null && model.Place(next.Stage) < 0 && !lapses)
        {
            next = null;
        }

        return new(facts with { StageMark = new(e.OccurredAt, e.NaturalKey, null, null), StageMoves = next is null ? facts.StageMoves : facts.StageMoves.Add(next) }, false);

        StageMove NewMove(string stage, int cycle) => new(stage, e.OccurredAt, cycle, e.Name, e.NaturalKey);
    }

    // A plain event that is told late changes nothing where the contact stood at that stage or beyond already, or had gone quiet.
    private static bool WasBeyond(ContactFacts facts, JourneyEvent e, StageModel model, string to)
    {
        for (var i = facts.StageMoves.Length - 1; i >= 0; i--)
        {
            var move = facts.StageMoves[i];
            if (After(e.OccurredAt, e.NaturalKey, move.At, move.EventKey))
            {
                return move.Stage == StageModel.Lapsed || model.Place(to) <= model.Place(move.Stage);
            }
        }

        return false;
    }

    private static string? Target(ContactFacts facts, JourneyEvent e, StageCell cell)
    {
        var to = cell.To;
        foreach (var nth in cell.Nth.IsDefaultOrEmpty ? [] : cell.Nth)
        {
            var seen = facts.Seen[e.Name];
            var count = nth.WithinDays is { } days ? seen.Recent.Count(o => o.At > e.OccurredAt.AddDays(-days) && o.At <= e.OccurredAt) : seen.Count;
            to = count >= nth.Number ? nth.To : to;
        }

        return to;
    }
}
