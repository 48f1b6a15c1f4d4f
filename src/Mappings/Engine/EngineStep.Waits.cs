using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

// When a wait ends.
internal sealed partial class EngineStep
{
    private DateTimeOffset Due(Instruction.Wait wait, Run run)
    {
        var due = now + wait.For;
        if (wait.Field is not null)
        {
            due = AsTime(Look(wait.Field, run.Trigger, run)) is { } at && at > now ? at - wait.Minus : now;
        }
        else if (wait.Working)
        {
            due = Working(now, wait.For);
        }

        if (wait.At is not null || wait.Weekday is not null)
        {
            due = _clock.Next(due, wait.At ?? TimeOnly.FromDateTime(_clock.Of(due)), d => wait.Weekday is null || d.DayOfWeek == wait.Weekday);
        }

        if (wait.From is { } from && wait.To is { } to && TimeOnly.FromDateTime(_clock.Of(due)) is var time && (time < from || time > to))
        {
            due = _clock.Next(due, from, _ => true);
        }

        return due < now ? now : due;
    }

    // Whole days count working days; hours count those outside the quiet hours on working days.
    private DateTimeOffset Working(DateTimeOffset from, TimeSpan span)
    {
        bool Works(DateOnly day) => !mapping.Calm.QuietDays.Contains(day.DayOfWeek) && day.DayOfWeek != DayOfWeek.Sunday && !client.Holidays.Contains(day);
        if (span.TotalDays >= 1)
        {
            var local = _clock.Of(from);
            var day = DateOnly.FromDateTime(local);
            for (var left = (int)span.TotalDays; left > 0;)
            {
                day = day.AddDays(1);
                left -= Works(day) ? 1 : 0;
            }

            return _clock.At(day, TimeOnly.FromDateTime(local));
        }

        var at = from;
        var rest = span;
        for (var i = 0; i < 400 && rest > TimeSpan.Zero; i++)
        {
            var day = DateOnly.FromDateTime(_clock.Of(at));
            var (open, close) = (_clock.At(day, mapping.Calm.QuietTo), _clock.At(day, mapping.Calm.QuietFrom));
            var start = at > open ? at : open;
            if (Works(day) && start < close)
            {
                if (start + rest <= close)
                {
                    return start + rest;
                }

                rest -= close - start;
            }

            at = _clock.At(day.AddDays(1), mapping.Calm.QuietTo);
        }

        return at;
    }
}
