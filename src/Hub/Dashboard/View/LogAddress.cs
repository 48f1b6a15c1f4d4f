using System.Globalization;
using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>The log's filter as an address and back: every view can be sent to a colleague.</summary>
public static class LogAddress
{
    /// <summary>Reads the query's values. A value that means nothing is left out.</summary>
    public static LogFilter Read(string? q, string? kind, string? result, string? tool, string? rule, string? from, string? to, ClientLens lens, string? stage = null) => new(
        Clean(q), Word<LogKind>(kind), Word<LogResult>(result), Clean(tool), Clean(rule), Time(from, lens), Time(to, lens), Clean(stage));

    /// <summary>Writes the address of a filter.</summary>
    public static string Write(string client, LogFilter filter, string? from, string? to, string? open = null)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", filter.Text), ("kind", filter.Kind?.ToString().ToLowerInvariant()), ("result", filter.Result?.ToString().ToLowerInvariant()), ("tool", filter.Tool), ("rule", filter.Rule), ("stage", filter.Stage),
            ("from", Clean(from)), ("to", Clean(to)), ("open", open),
        };
        var query = string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return $"/c/{client}/log" + (query.Length == 0 ? "" : "?" + query);
    }

    /// <summary>A time as the address and a date-time field write it: local to the client, to the minute.</summary>
    public static string Stamp(DateTimeOffset at, ClientLens lens) => lens.Local(at.ToUnixTimeMilliseconds()).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>decision-123</c>.</summary>
    public static (LogKind Kind, long Id)? Opened(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0 && Word<LogKind>(text![..dash]) is { } kind && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (kind, id) : null;
    }

    /// <summary>Writes <c>decision-123</c>.</summary>
    public static string Mark(LogKind kind, long id) => string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()}-{id}");

    /// <summary>A word of an enum, whatever its case; null for anything else, numbers too.</summary>
    public static T? Word<T>(string? text) where T : struct, Enum =>
        !string.IsNullOrEmpty(text) && char.IsLetter(text[0]) && Enum.TryParse<T>(text, true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    // What a date-time field writes is local to the client.
    private static DateTimeOffset? Time(string? text, ClientLens lens)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var local))
        {
            return null;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(lens.Client.TimeZone);
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new DateTimeOffset(wall, zone.GetUtcOffset(wall));
    }
}
