using IntegrationHub.Journey;
using Condition = IntegrationHub.Mappings.Documents.Condition;

namespace IntegrationHub.Mappings.Engine;

// Whether a condition holds, and by which value.
internal sealed partial class EngineStep
{
    private (bool Holds, string Clause, string? Value, Condition Decided) Test(Condition condition, JourneyEvent e, Run? run)
    {
        switch (condition)
        {
            case Condition.All all:
                foreach (var item in all.Items)
                {
                    if (Test(item, e, run) is { Holds: false } failed)
                    {
                        return failed;
                    }
                }

                return (true, all.ToString(), null, all);
            case Condition.Any any:
                return (any.Items.Any(i => Test(i, e, run).Holds), any.ToString(), string.Join(", ", any.Items.Select(i => Test(i, e, run).Value)), any);
            case Condition.Not not:
                var inner = Test(not.Item, e, run);
                return (!inner.Holds, not.ToString(), inner.Value, not);
            case Condition.Did did:
                var times = Times(did, e, run);
                return (times.Count >= did.Times, did.ToString(), times.Count == 0 ? "never" : $"{(times.Count == 1 ? "once" : $"{times.Count} times, last")} on {_clock.Say(times[^1])}", did);
            case Condition.Compare compare:
                var value = Look(compare.Field, e, run);
                return (Compare(compare, value), compare.ToString(), value.ToString(), compare);
            default:
                return (false, condition.ToString()!, null, condition);
        }
    }

    // When it happened within the time asked for, oldest first.
    private List<DateTimeOffset> Times(Condition.Did did, JourneyEvent? e, Run? run)
    {
        var since = did.Within is { } within ? now - within : DateTimeOffset.MinValue;
        var name = did.What.ToString();
        var times = new List<DateTimeOffset>();
        if (name.StartsWith("action:", StringComparison.Ordinal))
        {
            times.AddRange(_log.Touches.Where(t => "action:" + t.Name == name || (did.What.Mark is null && t.Name?.StartsWith(name[7..] + "[", StringComparison.Ordinal) == true)).Select(t => t.At));
            times.AddRange(_facts.Seen.TryGetValue(name, out var done) ? done.Recent.Select(o => o.At) : []);
        }
        else if (_facts.Seen.TryGetValue(did.What.Event, out var seen))
        {
            var key = run?.RunKey.Split('#')[0] ?? e?.Key;
            times.AddRange(seen.Recent.Where(o => (did.What.Mark is null || o.Note == did.What.Mark) && (!did.What.SameKey || o.Key == key || o.Key == e?.Key)).Select(o => o.At));
        }

        return [.. times.Where(t => t > since && t <= now - did.Before).Order()];
    }

    private static bool Compare(Condition.Compare c, Value value)
    {
        if (c.Operator == "exists")
        {
            return value.HasContent == (c.Operand.Flag ?? true);
        }

        if (c.Operator == "ne")
        {
            return !Same(value, c.Operand);
        }

        if (!value.HasContent)
        {
            return false;
        }

        var text = value.ToString();
        return c.Operator switch
        {
            "eq" => Same(value, c.Operand),
            "in" => c.Operand.List.Contains(text, StringComparer.OrdinalIgnoreCase),
            "contains" => value.Kind == ValueKind.List
                ? value.List.Contains(c.Operand.ToString(), StringComparer.OrdinalIgnoreCase)
                : text.Contains(c.Operand.ToString(), StringComparison.OrdinalIgnoreCase),
            "startsWith" => text.StartsWith(c.Operand.ToString(), StringComparison.OrdinalIgnoreCase),
            "matches" => c.Pattern?.IsMatch(text.Length > 10_000 ? text[..10_000] : text) == true,
            _ => Order(value, c.Operand) is { } order && c.Operator switch { "gt" => order > 0, "gte" => order >= 0, "lt" => order < 0, "lte" => order <= 0, _ => false },
        };
    }

    private static bool Same(Value a, Value b) => a == b || (a.HasContent && b.HasContent && (Order(a, b) == 0 || string.Equals(a.ToString(), b.ToString(), StringComparison.OrdinalIgnoreCase)));

    private static int? Order(Value a, Value b) =>
        AsNumber(a) is { } x && AsNumber(b) is { } y ? x.CompareTo(y) : AsTime(a) is { } s && AsTime(b) is { } t ? s.CompareTo(t) : null;

    private static decimal? AsNumber(Value v) => v.Number
        ?? (decimal.TryParse(v.Text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null);

    private static DateTimeOffset? AsTime(Value v) => v.Time
        ?? (DateTimeOffset.TryParse(v.Text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var t) ? t : null);
}
