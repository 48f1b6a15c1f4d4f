using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>
/// Seven days of a client's journey. Pure. What entered a stage is the sum of what came from each stage before it and of those who were new; orders = first + repeat.
/// </summary>
/// <param name="Stages">One a stage of the journey, in its order.</param>
/// <param name="Orders">Orders of the period.</param>
/// <param name="OrderSum">Their worth, a sum a currency.</param>
/// <param name="First">Somebody's first.</param>
/// <param name="FirstSum">Their worth.</param>
/// <param name="Repeat">The others.</param>
/// <param name="RepeatSum">Their worth.</param>
/// <param name="FirstByWeek">First orders of eight weeks, the oldest first.</param>
public sealed record WeekView(
    IReadOnlyList<WeekStage> Stages, int Orders, string OrderSum, int First, string FirstSum, int Repeat, string RepeatSum, IReadOnlyList<int> FirstByWeek)
{
    /// <summary>True when nobody entered a stage in the period.</summary>
    public bool IsStill => Stages.All(s => s.Entered == 0);

    /// <summary>True when nobody moved and nothing was ordered in the period.</summary>
    public bool IsEmpty => Orders == 0 && IsStill;

    /// <summary>Beginnings of the period and of the weeks before it, the newest first.</summary>
    public static IReadOnlyList<DateTimeOffset> Starts(ClientLens lens, int daysBack) =>
        [.. Enumerable.Range(0, WeekQuery.Weeks).Select(week => lens.DayStart(daysBack + 6 + (7 * week)))];

    /// <summary>Makes the view.</summary>
    public static WeekView Of(WeekRows rows, ClientLens lens)
    {
        var current = rows.Moves.Where(m => m.Current).ToList();
        var stages = lens.Model.Stages.Select((stage, place) => new WeekStage(
            lens.Stage(stage.Id),
            current.Where(m => m.Stage == stage.Id).Sum(m => m.N),
            rows.Moves.Where(m => !m.Current && m.Stage == stage.Id).Sum(m => m.N),
            place == 0 ? 0 : current.Where(m => m.Stage == stage.Id && m.From == lens.Model.Stages[place - 1].Id).Sum(m => m.N),
            current.Where(m => m.Stage == StageModel.Lapsed && m.From == stage.Id).Sum(m => m.N))).ToList();
        var now = rows.Orders.Where(o => o.WeeksBack == 0).ToList();
        return new WeekView(
            stages, now.Sum(o => o.N), Sum(now, o => o.Amount), now.Sum(o => o.First), Sum(now, o => o.FirstAmount), now.Sum(o => o.N - o.First), Sum(now, o => o.Amount - o.FirstAmount),
            [.. Enumerable.Range(0, WeekQuery.Weeks).Reverse().Select(week => rows.Orders.Where(o => o.WeeksBack == week).Sum(o => o.First))]);
    }

    /// <summary>What the period says in one sentence.</summary>
    public string Finding(string period)
    {
        if (IsEmpty)
        {
            return $"{period}: nobody moved on and nothing was ordered.";
        }

        var before = FirstByWeek[^2];
        var change = First == before ? "as many as the seven days before" : First > before ? $"{First - before} more than the seven days before" : $"{before - First} fewer than the seven days before";
        var lost = Stages.MaxBy(s => s.Quiet);
        return $"{period}: {Words.Count(First, "first order", "first orders")}, {change}, and {Words.Count(Repeat, "repeat order", "repeat orders")}."
            + (lost is { Quiet: > 0 } ? $" The place to look at is “{lost.Stage.Name}”: {Words.Count(lost.Quiet, "person", "people")} went quiet there." : "");
    }

    // Two currencies are never added.
    private static string Sum(List<OrderCount> orders, Func<OrderCount, long> amount) =>
        string.Join(" + ", orders.GroupBy(o => o.Currency).Select(g => (g.Key, Amount: g.Sum(amount))).Where(g => g.Amount != 0).Select(g => ClientLens.Whole(g.Amount, g.Key)));
}
