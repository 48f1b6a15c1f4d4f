using System.Globalization;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Words;

/// <summary>The dates of a rule as a clause that begins a sentence.</summary>
public static class DateWords
{
    /// <summary>Says when: <c>every 30 days after somebody completed the start, at 10:00</c>.</summary>
    public static string Say(RuleDate date) => date switch
    {
        RuleDate.After after => Since(after) + (after.At is { } at ? At(at) : ""),
        RuleDate.OfField field => Before(field.Before, (field.Before > 0 ? "the day in " : "on the day in ") + FieldWords.Say(field.Field) + (field.Yearly ? ", each year" : "")) + At(field.At),
        RuleDate.OnDays days => Before(days.Before, (days.Before > 0 ? "" : "on ") + string.Join(" or ", days.Days)) + At(days.At),
        RuleDate.Weekly weekly => "every " + weekly.Day + At(weekly.At),
        RuleDate.Monthly monthly => $"every month on the {Nth(monthly.Day)}" + At(monthly.At),
        _ => "on a date",
    };

    private static string Since(RuleDate.After date)
    {
        var what = EventWords.Happened(date.What);
        var words = date.Every is not { } every ? $"{SpanWords.Say(date.Wait)} after {what}"
            : every == date.Wait ? $"every {SpanWords.Say(every)} after {what}"
            : $"{SpanWords.Say(date.Wait)} after {what}, and every {SpanWords.Say(every)} from then";
        return words + (date.Until.IsEmpty ? "" : " until " + string.Join(" or ", date.Until.Select(EventWords.Awaited).Distinct()));
    }

    private static string Before(int days, string what) => days == 0 ? what : SpanWords.Say(TimeSpan.FromDays(days)) + " before " + what;

    private static string At(TimeOnly time) => ", at " + time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Nth(int day) => day.ToString(CultureInfo.InvariantCulture) + (day % 100 is 11 or 12 or 13 ? "th" : (day % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}
