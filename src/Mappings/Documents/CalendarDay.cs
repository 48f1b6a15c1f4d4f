using System.Globalization;

namespace IntegrationHub.Mappings.Documents;

/// <summary>A day of the calendar: <c>2026-12-24</c>, or <c>12-24</c> for every year.</summary>
/// <param name="Year">The year; null for every year.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31. 29 February counts as the 28th in years without it.</param>
public readonly record struct CalendarDay(int? Year, int Month, int Day)
{
    /// <summary>Reads a day; null when it is none.</summary>
    public static CalendarDay? Parse(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new(day.Year, day.Month, day.Day);
        }

        return DateOnly.TryParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var yearly) ? new(null, yearly.Month, yearly.Day) : null;
    }

    /// <summary>The day in a year.</summary>
    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));

    /// <inheritdoc />
    public override string ToString() => In(Year ?? 2024).ToString(Year is null ? "d MMMM" : "d MMMM yyyy", CultureInfo.InvariantCulture);
}
