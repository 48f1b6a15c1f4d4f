using System.Globalization;

namespace IntegrationHub.Mappings.Words;

/// <summary>Spans of time in words: under 90 minutes in minutes, under 36 hours in hours, then days, then whole weeks from two on.</summary>
public static class SpanWords
{
    /// <summary>A span: <c>40 minutes</c>, <c>19 hours</c>, <c>2 weeks</c>.</summary>
    public static string Say(TimeSpan span) => span.TotalMinutes < 90 ? Count(span.TotalMinutes, "minute")
        : span.TotalHours < 36 ? Count(span.TotalHours, "hour")
        : span.TotalDays >= 14 && span.TotalDays % 7 == 0 && span.TotalDays <= 84 ? Count(span.TotalDays / 7, "week")
        : Count(span.TotalDays, "day");

    /// <summary>A span of working time.</summary>
    internal static string Working(TimeSpan span) => span.TotalDays >= 1 ? Count(Math.Floor(span.TotalDays), "working day") : span.TotalMinutes < 90 ? Count(span.TotalMinutes, "working minute") : Count(span.TotalHours, "working hour");

    internal static string Count(double number, string unit) => number.ToString("0.#", CultureInfo.InvariantCulture) + " " + unit + (number == 1 ? "" : "s");
}
