using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Mappings.Engine;

// What follows from an order.
internal sealed partial class EngineStep
{
    private void Placed(JourneyEvent e, ContactFacts before)
    {
        foreach (var run in _runs.Values.Where(r => r.Rule == "hub.checkout" && r.State == RunState.Waiting && r.Trigger.OccurredAt <= e.OccurredAt).ToList())
        {
            End(run, RunState.Exited, "ordered");
        }

        if (e.Property("checkoutToken").Text is { } token && before.Seen.TryGetValue("checkout.abandoned", out var left) && left.Recent.LastOrDefault(o => o.Key == token) is { } abandoned)
        {
            Emit(Made("checkout.recovered", "hub:checkout.recovered:" + e.NaturalKey, e.OccurredAt, e, ("checkoutToken", Value.Of(token)),
                ("minutes", Value.Of(decimal.Round((decimal)(e.OccurredAt - abandoned.At).TotalMinutes))),
                ("afterReminder", Value.Of(_log.Touches.Any(t => t.Class == TouchClass.Marketing && t.At >= abandoned.At && t.At <= e.OccurredAt)))) with { Key = token, Money = e.Money });
        }

        var codes = e.Property("codes");
        foreach (var code in codes.Kind == ValueKind.List ? codes.List : codes.Text is { Length: > 0 } one ? [one] : [])
        {
            Emit(Made("discount.redeemed", $"hub:discount.redeemed:{e.NaturalKey}:{code}", e.OccurredAt, e, ("code", Value.Of(code))) with { Key = e.Key });
        }

        var orders = _facts.Seen["order.placed"];
        if (orders.Count is 3 or 10 or 25)
        {
            // The nth by its own time, also when another one was heard of last.
            Milestone(e, "orders", orders.Count, orders.Recent.Length == orders.Count ? orders.Recent[^1].At : e.OccurredAt);
        }

        // The first of the windows that this order made full: it may lie before orders that were heard of earlier.
        for (var i = 2; i < orders.Recent.Length; i++)
        {
            if (orders.Recent[i].At >= e.OccurredAt && orders.Recent[i - 2].At <= e.OccurredAt && orders.Recent[i - 2].At > orders.Recent[i].At.AddDays(-90))
            {
                Milestone(e, "orders-in-90-days", 3, orders.Recent[i].At);
                break;
            }
        }
    }

    private void Milestone(JourneyEvent e, string kind, long number, DateTimeOffset at)
    {
        var key = $"{kind}:{number}:{(kind == "orders" ? 1 : _facts.Stage?.Cycle ?? 1)}";
        if (!_facts.Seen.TryGetValue("milestone.reached", out var reached) || !reached.Recent.Any(o => o.Key == key))
        {
            Emit(Made("milestone.reached", $"hub:milestone.reached:{state.Subject}:{key}", at, e, ("kind", Value.Of(kind)), ("number", Value.Of((decimal)number))) with { Key = key });
        }
    }

    private bool Ordered(string token, DateTimeOffset since) =>
        _facts.Seen.TryGetValue("order.placed", out var orders) && orders.Recent.Any(o => o.Key == token || o.At >= since);
}
