using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Documents;

/// <summary>The dates at which a rule begins, each contact's own or the same for all; a closed list of forms.</summary>
public abstract record RuleDate
{
    private RuleDate()
    {
    }

    /// <summary>So long after something happened, once or again and again.</summary>
    /// <param name="At">Local time of day from which it counts; null for the exact time.</param>
    /// <param name="What">What happened; the latest counts.</param>
    /// <param name="Wait">How long after it.</param>
    /// <param name="Every">How often again; null for once.</param>
    /// <param name="Until">What ends it when it happens later.</param>
    public sealed record After(TimeOnly? At, Trigger What, TimeSpan Wait, TimeSpan? Every, ImmutableArray<Trigger> Until) : RuleDate;

    /// <summary>A date that a field of the contact holds: a birthday, the end of a contract.</summary>
    /// <param name="At">Local time of day.</param>
    /// <param name="Field">The field, <c>contact.…</c>.</param>
    /// <param name="Yearly">True when the day counts each year.</param>
    /// <param name="Before">How many days before it.</param>
    public sealed record OfField(TimeOnly At, string Field, bool Yearly, int Before) : RuleDate;

    /// <summary>Days of the calendar, the same for everybody.</summary>
    /// <param name="At">Local time of day.</param>
    /// <param name="Days">The days; those without a year come every year.</param>
    /// <param name="Before">How many days before them.</param>
    public sealed record OnDays(TimeOnly At, ImmutableArray<CalendarDay> Days, int Before) : RuleDate;

    /// <summary>Every week on a weekday.</summary>
    /// <param name="At">Local time of day.</param>
    /// <param name="Day">The weekday.</param>
    public sealed record Weekly(TimeOnly At, DayOfWeek Day) : RuleDate;

    /// <summary>Every month on a day.</summary>
    /// <param name="At">Local time of day.</param>
    /// <param name="Day">1 to 31; the last day of a month that is shorter.</param>
    public sealed record Monthly(TimeOnly At, int Day) : RuleDate;

    /// <summary>True where the date is the same for everybody: then only those for whom the rule's conditions hold hear of it.</summary>
    public bool IsForAll => this is OnDays or Weekly or Monthly;
}
