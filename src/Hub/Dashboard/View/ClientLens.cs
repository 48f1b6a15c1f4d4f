using System.Globalization;
using IntegrationHub.Hub.Configuration;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>How times, money, tools and stages read for one client: in its zone, with its names.</summary>
/// <param name="client">The client.</param>
/// <param name="now">The moment the page is made.</param>
/// <param name="model">The client's journey; the one that clients without a choice have when null.</param>
public sealed class ClientLens(ClientSetup client, DateTimeOffset now, StageModel? model = null)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(client.TimeZone);

    /// <summary>The client.</summary>
    public ClientSetup Client => client;

    /// <summary>The moment the page was made.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The client's journey.</summary>
    public StageModel Model { get; } = model ?? StageModels.Default;

    /// <summary>Names of the tools by role, for sentences about rules.</summary>
    public IReadOnlyDictionary<string, string> ToolsByRole { get; } =
        client.Connections.OrderByDescending(c => c.Primary).DistinctBy(c => c.Role).ToDictionary(c => c.Role, c => c.Grant.Connector.Info.Name, StringComparer.Ordinal);

    /// <summary>A stage with its name in this client's journey and its place in the row of colours.</summary>
    public StageView Stage(string? id) => StageView.Of(id, Model);

    /// <summary>The stage a rule belongs to. Rules of a pack for another kind of business name its stages: the same step of this journey stands for it.</summary>
    public StageView RuleStage(string? id)
    {
        if (string.IsNullOrEmpty(id) || id == "all")
        {
            return new StageView("", "Every stage", 0);
        }

        var shared = Model.Place(id) >= 0 ? null : StageModels.All.Select(m => m.Find(id)).FirstOrDefault(s => s is not null)?.Shared;
        return Stage(Model.Stages.FirstOrDefault(s => s.Shared == shared)?.Id ?? id);
    }

    /// <summary>Local time of an instant in unix milliseconds.</summary>
    public DateTimeOffset Local(long at) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), _zone);

    /// <summary>Beginning of the local day that lies so many days back.</summary>
    public DateTimeOffset DayStart(int daysBack) => StartOf(Today.AddDays(-daysBack));

    /// <summary>The local day that it is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).Date);

    /// <summary>Beginning of a local day.</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var day = date.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(day))
        {
            day = day.AddMinutes(30); // midnight does not exist where clocks go forward then
        }

        return new DateTimeOffset(day, _zone.GetUtcOffset(day));
    }

    /// <summary><c>17:41:52</c>.</summary>
    public string Clock(long at) => Local(at).ToString("HH:mm:ss", English);

    /// <summary><c>17:41</c> today, else <c>Tue 24 Nov 10:00</c>, with the year when it is another.</summary>
    public string When(long at)
    {
        var local = Local(at);
        var today = TimeZoneInfo.ConvertTime(now, _zone);
        return local.ToString(local.Date == today.Date ? "HH:mm" : local.Year == today.Year ? "ddd d MMM HH:mm" : "d MMM yyyy HH:mm", English);
    }

    /// <summary>Exact time with the zone, for hovering.</summary>
    public string Exact(long at) => Local(at).ToString("dddd d MMMM yyyy HH:mm:ss.fff zzz", English) + " " + client.TimeZone;

    /// <summary>Heading of a day: <c>Today, Sunday 22 November</c>.</summary>
    public string Day(long at)
    {
        var local = Local(at);
        var today = TimeZoneInfo.ConvertTime(now, _zone).Date;
        var text = local.ToString(local.Year == today.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", English);
        return local.Date == today ? "Today, " + text : local.Date == today.AddDays(-1) ? "Yesterday, " + text : text;
    }

    /// <summary>Money from the store: <c>€41.00</c>, <c>CHF 12.50</c>; nothing when there is none.</summary>
    public static string Money(long? units, string? currency)
    {
        if (units is not { } n)
        {
            return "";
        }

        var amount = (n / 10_000m).ToString("#,0.00", English);
        return currency switch { "EUR" => "€" + amount, "GBP" => "£" + amount, "USD" => "$" + amount, null or "" => amount, _ => currency + " " + amount };
    }

    /// <summary>Money without its cents, for sums of many: <c>€3,069</c>.</summary>
    public static string Whole(long units, string? currency) => Money(units / 10_000 * 10_000, currency).Replace(".00", "", StringComparison.Ordinal);

    /// <summary><c>16–22 Nov</c>, <c>28 Nov–4 Dec</c>, <c>16 Nov</c> where both are one day; both days are part of it.</summary>
    public string Days(DateTimeOffset first, DateTimeOffset last)
    {
        var (from, to) = (Local(first.ToUnixTimeMilliseconds()), Local(last.ToUnixTimeMilliseconds()));
        return from.Date == to.Date ? to.ToString("d MMM", English) : from.ToString(from.Month == to.Month && from.Year == to.Year ? "%d" : "d MMM", English) + "–" + to.ToString("d MMM", English);
    }

    /// <summary>Name of the tool behind a connection; <c>Hub</c> for ours.</summary>
    public string Tool(string? connection) => connection switch
    {
        null or "" or "hub" => "Hub",
        _ => client.Connections.FirstOrDefault(c => c.Id == connection)?.Grant.Connector.Info.Name ?? connection,
    };

    /// <summary>The same where several connections of one tool stand side by side: with the connection's id behind it.</summary>
    public string ToolApart(string connection) =>
        client.Connections.Count(c => c.Grant.Connector.Info.Id == client.Connections.FirstOrDefault(o => o.Id == connection)?.Grant.Connector.Info.Id) > 1 ? $"{Tool(connection)} ({connection})" : Tool(connection);

    /// <summary>Role of a connection, for its icon.</summary>
    public string Role(string? connection) => client.Connections.FirstOrDefault(c => c.Id == connection)?.Role ?? "hub";
}
