using System.Collections.Immutable;
using System.Globalization;
using IntegrationHub.Journey;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

// What a rule itself keeps an eye on: dates, and of whom something is true.
internal sealed partial class RuleReader
{
    private const string DateReached = "date.reached";
    private static readonly TimeOnly Morning = new(10, 0);

    // Without a mark these events mean the rule that names them.
    private Trigger Owned(JToken at, Trigger trigger, string id)
    {
        var own = trigger.Mark is null || trigger.Mark == id;
        if (!trigger.IsOfARule || !own)
        {
            return trigger;
        }

        var word = trigger.Event == DateReached ? "date" : "segment";
        if (rule[word] is null)
        {
            mistakes.Add(at, $"`{trigger.Event}` needs `{word}`", word == "date" ? "Say which date: \"date\": { \"after\": \"order.paid\", \"wait\": \"P30D\" }." : "Say what must be true: \"segment\": { \"did\": \"order.paid\", \"within\": \"P90D\", \"times\": 3 }.");
        }

        return trigger with { Mark = id };
    }

    private RuleDate? Date(ImmutableArray<Trigger> when, string id)
    {
        if (rule["date"] is not { } token)
        {
            return null;
        }

        if (token is not JObject item || ((string[])["after", "field", "on", "weekly", "monthly"]).Count(w => item[w] is not null) != 1)
        {
            mistakes.Add(token, "`date` does not say which date, or says several", "Write one of `after` (an event), `field` (contact.…), `on` (days), `weekly` (a weekday) and `monthly` (a day).");
            return null;
        }

        if (!when.Any(w => w.Event == DateReached && w.Mark == id))
        {
            mistakes.Add(token, "nothing begins at this date", "Write \"when\": \"date.reached\".");
        }

        var at = mistakes.Time(item, "at");
        if (item["after"] is { } after)
        {
            mistakes.Keys(item, "date", "after", "wait", "every", "until", "at");
            var every = mistakes.Duration(item, "every");
            if (every < TimeSpan.FromDays(1))
            {
                mistakes.Add(item["every"], "`every` is shorter than a day", "Write at least \"P1D\".");
            }

            if (item["wait"] is null && item["every"] is null)
            {
                mistakes.Add(item, "`after` needs `wait` or `every`", "Write \"wait\": \"P30D\" for once, \"every\": \"P30D\" for again and again.");
            }

            return new RuleDate.After(at, Event(after, after.ToString(), false), mistakes.Duration(item, "wait") ?? every ?? TimeSpan.Zero, every, Until(mistakes.List(item, "until")));
        }

        if (item["field"] is { } field)
        {
            mistakes.Keys(item, "date", "field", "yearly", "before", "at");
            Field(field, field.ToString());
            if (!field.ToString().StartsWith("contact.", StringComparison.Ordinal))
            {
                mistakes.Add(field, "only a field of the contact can hold the date", "Write contact.… and the field.");
            }

            return new RuleDate.OfField(at ?? Morning, field.ToString(), mistakes.Flag(item, "yearly"), Before(item));
        }

        if (item["on"] is { } on)
        {
            mistakes.Keys(item, "date", "on", "before", "at");
            return new RuleDate.OnDays(at ?? Morning, Days(on), Before(item));
        }

        if (item["weekly"] is { } weekly)
        {
            mistakes.Keys(item, "date", "weekly", "at");
            return new RuleDate.Weekly(at ?? Morning, mistakes.Weekday(weekly) ?? default);
        }

        mistakes.Keys(item, "date", "monthly", "at");
        var day = mistakes.Whole(item, "monthly") ?? 0;
        if (day is < 1 or > 31)
        {
            mistakes.Add(item["monthly"], $"`{item["monthly"]}` is no day of a month", "Write a number from 1 to 31.");
        }

        return new RuleDate.Monthly(at ?? Morning, Math.Clamp(day, 1, 31));
    }

    // Whole days: three weeks before means the same hour of the day, also where the clocks change between.
    private int Before(JObject item) => (int)(mistakes.Duration(item, "before") ?? TimeSpan.Zero).TotalDays;

    // A list, or a text with commas, so that a parameter can hold them.
    private ImmutableArray<CalendarDay> Days(JToken on)
    {
        var days = ImmutableArray.CreateBuilder<CalendarDay>();
        foreach (var text in on is JArray list ? list.Select(t => t.ToString()) : on.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (CalendarDay.Parse(text) is { } day)
            {
                days.Add(day);
            }
            else
            {
                mistakes.Add(on, $"`{text}` is no day", "Write \"2026-12-24\", or \"12-24\" for every year.");
            }
        }

        if (days.Count is 0 or > 60)
        {
            mistakes.Add(on, days.Count == 0 ? "`on` names no day" : "`on` names more than 60 days", "Name 1 to 60 days.");
        }

        return days.ToImmutable();
    }

    // It is asked at any time, so that nothing in it may be about one event or one run.
    private Condition? Segment(ImmutableArray<Trigger> when, string id)
    {
        if (rule["segment"] is not { } token)
        {
            return null;
        }

        if (token is JObject item)
        {
            foreach (var word in item.DescendantsAndSelf().OfType<JProperty>().Where(p => p is { Name: "field", Value: JValue { Value: string path } } && !path.StartsWith("contact.", StringComparison.Ordinal) || p.Name == "sameKey"))
            {
                mistakes.Add(word, $"`{(word.Name == "field" ? word.Value.ToString() : word.Name)}` is about one event, and a segment is about a person", "Ask for fields of the contact, and for what they did.");
            }
        }

        if (!when.Any(w => w.Event.StartsWith("segment.", StringComparison.Ordinal) && w.Mark == id))
        {
            mistakes.Add(token, "nothing begins at this segment", "Write \"when\": \"segment.entered\" or \"segment.left\".");
        }

        return Condition(token, 0);
    }
}
