namespace IntegrationHub.Mappings.Engine;

/// <summary>Local times in a client's zone as instants: a missing one goes forward, a doubled one takes the first.</summary>
public sealed class LocalTime(string zone)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>The local time at an instant.</summary>
    public DateTime Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone).DateTime;

    /// <summary>The instant of a local time.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (_zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The next instant, from <paramref name="from"/> on, at a local time on a day that fits; within 400 days.</summary>
    public DateTimeOffset Next(DateTimeOffset from, TimeOnly time, Func<DateOnly, bool> fits)
    {
        var day = DateOnly.FromDateTime(Of(from));
        for (var i = 0; i < 400; i++, day = day.AddDays(1))
        {
            var at = At(day, time);
            if (at >= from && fits(day))
            {
                return at;
            }
        }

        return from;
    }

    /// <summary>An instant as sentences say it: <c>Tue 24 Nov 10:00</c>.</summary>
    public string Say(DateTimeOffset at) => Of(at).ToString("ddd d MMM HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
