using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>
/// Hours of single days (holidays). Google takes the list whole: it is read first, the days that are meant are put in the place of what stood there, and the others are sent back as they were.
/// </summary>
internal static class GoogleSpecialHours
{
    // Source: https://developers.google.com/my-business/reference/businessinformation/rest/v1/locations/patch
    private const string Mask = "specialHours";

    internal static string? Refusal(OutboundAction action) =>
        Day(action) is null ? "The date cannot be read; write it as 2026-12-24."
        : Periods(action) is null ? "The hours cannot be read; write closed, or 9:00-13:00, or 9:00-12:00, 14:00-18:00."
        : null;

    internal static async Task<List<ActionVerdict>> SetAsync(VendorSession session, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        var read = await SendAsync(session, HttpMethod.Get, "?readMask=" + Mask, null, cancellationToken);
        using var before = read.Value;
        if (read.Failure is { } unread)
        {
            return actions.ConvertAll(a => Verdicts.Of(a.Key, unread, recorded.Exchange));
        }

        var present = before!.RootElement.Get(Mask).Get("specialHourPeriods").Items().ToList();
        var open = actions.FindAll(a => !Shows(present, a));
        var verdicts = actions.Except(open).Select(a => new ActionVerdict(a.Key, ActionOutcome.Done, $"Google had the hours of {Day(a):yyyy-MM-dd} already.", null, recorded.Exchange, session.Connection.Thing)).ToList();
        if (open.Count == 0)
        {
            return verdicts;
        }

        // Of two wishes about one day the later one counts.
        var wished = open.GroupBy(Day).ToDictionary(g => g.Key!.Value, g => Periods(g.Last())!);
        var kept = present.Where(p => !(DayOf(p.Get("startDate")) is { } day && wished.ContainsKey(day))).Select(p => JObject.Parse(p.GetRawText()));
        var body = new JObject { [Mask] = new JObject { ["specialHourPeriods"] = new JArray(kept.Concat(wished.SelectMany(w => w.Value))) } };
        var answer = await SendAsync(session, HttpMethod.Patch, "?updateMask=" + Mask, body, cancellationToken);
        using var after = answer.Value;
        var shown = after?.RootElement.Get(Mask).Get("specialHourPeriods").Items().ToList();
        verdicts.AddRange(open.Select(a => answer.Failure is { } failure ? Verdicts.Of(a.Key, failure, recorded.Exchange)
            : Shows(shown!, wished[Day(a)!.Value])
                ? new(a.Key, ActionOutcome.Done, $"Google has the hours of {Day(a):yyyy-MM-dd}; it may look at them before it shows them.", null, recorded.Exchange, session.Connection.Thing)
                : new ActionVerdict(a.Key, ActionOutcome.Ignored, $"Google answered well and does not have the hours of {Day(a):yyyy-MM-dd}.", null, recorded.Exchange, session.Connection.Thing)));
        return verdicts;
    }

    /// <summary>A date as Google writes it.</summary>
    internal static JObject Date(DateOnly day) => new() { ["year"] = day.Year, ["month"] = day.Month, ["day"] = day.Day };

    private static Task<VendorResult<JsonDocument>> SendAsync(VendorSession session, HttpMethod method, string rest, JObject? body, CancellationToken cancellationToken) => GoogleAnswer.Send(
        session, method, GoogleHosts.At(session.Http.BaseAddress!, GoogleHosts.Information, $"/v1/{session.Connection.Thing}{rest}"), body, cancellationToken, edit: body is not null);

    private static bool Shows(List<JsonElement> periods, OutboundAction action) => Shows(periods, Periods(action)!);

    // Exactly these and no others on that day.
    private static bool Shows(List<JsonElement> periods, List<JObject> wished)
    {
        var day = Say(wished[0]).Split(' ')[0];
        return periods.Select(p => Say(JObject.Parse(p.GetRawText()))).Where(p => p.StartsWith(day + " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SequenceEqual(wished.Select(Say).Order(StringComparer.Ordinal));
    }

    // A zero may be left out.
    private static string Say(JObject period)
    {
        var date = period["startDate"] as JObject ?? [];
        var day = $"{(int?)date["year"] ?? 0}-{(int?)date["month"] ?? 0}-{(int?)date["day"] ?? 0}";
        return (bool?)period["closed"] is true ? day + " closed" : $"{day} {Clock(period["openTime"])}-{Clock(period["closeTime"])}";

        static string Clock(JToken? time) => string.Create(CultureInfo.InvariantCulture, $"{(int?)(time as JObject)?["hours"] ?? 0}:{(int?)(time as JObject)?["minutes"] ?? 0:00}");
    }

    private static DateOnly? DayOf(JsonElement date)
    {
        var (year, month, day) = ((int)(date.Amount("year") ?? 0), (int)(date.Amount("month") ?? 0), (int)(date.Amount("day") ?? 0));
        return year is > 0 and < 10000 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static DateOnly? Day(OutboundAction action) => DateOnly.TryParseExact(action.Text("date").Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static List<JObject>? Periods(OutboundAction action)
    {
        var text = action.Text("hours").Trim();
        var date = Date(Day(action) ?? DateOnly.MinValue);
        if (text.Equals("closed", StringComparison.OrdinalIgnoreCase))
        {
            return [new JObject { ["startDate"] = date, ["closed"] = true }];
        }

        var periods = new List<JObject>();
        foreach (var span in text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = span.Split(['-', '\u2013'], StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || Clock(ends[0]) is not { } open || Clock(ends[1]) is not { } close || close <= open)
            {
                return null;
            }

            periods.Add(new JObject { ["startDate"] = date, ["openTime"] = Time(open), ["endDate"] = date.DeepClone(), ["closeTime"] = Time(close) });
        }

        return periods.Count == 0 ? null : periods;
    }

    // Minutes of the day; 24:00 is its end.
    private static int? Clock(string text)
    {
        var parts = text.Split(':');
        return parts.Length is 1 or 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && int.TryParse(parts.ElementAtOrDefault(1) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && hours <= 24 && minutes < 60 && (hours * 60) + minutes <= 24 * 60 ? (hours * 60) + minutes : null;
    }

    private static JObject Time(int minutes) => new() { ["hours"] = minutes / 60, ["minutes"] = minutes % 60 };
}
