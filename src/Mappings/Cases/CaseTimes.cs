using System.Globalization;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Mappings.Cases;

/// <summary>The times of a case as instants, and back in words.</summary>
internal sealed class CaseTimes
{
    private readonly LocalTime _clock;

    internal CaseTimes(string zone, string start)
    {
        _clock = new(zone);
        Start = Local(start);
    }

    internal DateTimeOffset Start { get; }

    /// <exception cref="FormatException">The text is no local time.</exception>
    internal DateTimeOffset Local(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? _clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : throw new FormatException($"`{text}` is no local time such as 2026-11-02 09:00");

    internal DateTimeOffset Of(CaseMoment moment) => moment.At is { } at ? Local(at) : Start + (moment.After ?? TimeSpan.Zero);

    internal DateTimeOffset? Of(CaseExpectation expected) => expected.At is { } at ? Local(at) : expected.After is { } after ? Start + after : null;

    internal string Say(DateTimeOffset at) => _clock.Say(at);
}
