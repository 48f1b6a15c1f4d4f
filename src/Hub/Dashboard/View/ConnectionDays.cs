using IntegrationHub.Hub.Configuration;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One connection's last days: a balance a day, the oldest first, and their sum.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Days">A balance a UTC day; days without anything are zeros.</param>
/// <param name="Sum">All days together.</param>
public sealed record ConnectionDays(ConnectionSetup Connection, IReadOnlyList<Balance> Days, Balance Sum)
{
    /// <summary>UTC days that the page shows.</summary>
    public const int Shown = 14;

    /// <summary>Makes the days of every connection of a client.</summary>
    public static IReadOnlyList<ConnectionDays> Of(ConnectionRows rows, ClientLens lens)
    {
        var days = Enumerable.Range(0, Shown).Select(back => DailyCounts.Day(lens.Now.AddDays(-back))).Reverse().ToList();
        return [.. lens.Client.Connections.Select(c =>
        {
            var known = Balance.Of(c.Id, rows.Counters, rows.Envelopes).ToDictionary(b => b.Day);
            var all = days.Select(d => known.GetValueOrDefault(d) ?? new Balance(d, 0, 0, 0, 0, 0, 0, new Dictionary<string, long>())).ToList();
            return new ConnectionDays(c, all, Balance.Sum(all));
        })];
    }

    /// <summary><c>22 Nov</c> from 20261122.</summary>
    public static string Name(int day, bool month) =>
        new DateOnly(day / 10_000, day / 100 % 100, day % 100).ToString(month ? "d MMM" : "%d", System.Globalization.CultureInfo.InvariantCulture);
}
