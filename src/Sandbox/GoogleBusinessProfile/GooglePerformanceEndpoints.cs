using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Daily totals and monthly search words (Business Profile Performance v1). Counts are int64 in text and left out when zero.</summary>
internal static class GooglePerformanceEndpoints
{
    private const string Service = "businessprofileperformance";

    public static void Map(GoogleEndpoints all)
    {
        all.Add("GET", Service, "/v1/locations/{location}:fetchMultiDailyMetricsTimeSeries", Several);
        all.Add("GET", Service, "/v1/locations/{location}:getDailyMetricsTimeSeries", One);
        all.Add("GET", Service, "/v1/locations/{location}/searchkeywords/impressions/monthly", Words);
    }

    private static GoogleAnswer Several(GoogleCall call)
    {
        var location = call.Location();
        var metrics = call.Http.Request.Query["dailyMetrics"].OfType<string>().ToList();
        if (metrics.Count == 0) throw GoogleRefusalException.Invalid("daily_metrics is required");
        return GoogleAnswer.Ok(new JObject
        {
            ["multiDailyMetricTimeSeries"] = new JArray(new JObject
            {
                ["dailyMetricTimeSeries"] = new JArray(metrics.Select(m => new JObject { ["dailyMetric"] = m, ["timeSeries"] = Series(call, location, m) })),
            }),
        });
    }

    private static GoogleAnswer One(GoogleCall call) => GoogleAnswer.Ok(new JObject { ["timeSeries"] = Series(call, call.Location(), call.Query("dailyMetric") ?? "") });

    private static JObject Series(GoogleCall call, string location, string metric)
    {
        if (!GoogleMetrics.Names.Contains(metric)) throw GoogleRefusalException.Invalid($"Invalid value at 'daily_metrics': \"{metric}\"");
        var (first, last) = (Day(call, "dailyRange.startDate"), Day(call, "dailyRange.endDate"));
        if (last < first || last.DayNumber - first.DayNumber > 550) throw GoogleRefusalException.Invalid("The daily range is not valid");
        var known = DateOnly.FromDateTime((call.Google.Now - call.Google.Switches.MetricsLag).UtcDateTime);
        var days = new JArray();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var value = day > known ? 0 : call.Google.Metrics.Day(location, metric, day);
            var dated = new JObject { ["date"] = new JObject { ["year"] = day.Year, ["month"] = day.Month, ["day"] = day.Day } };
            if (value != 0) dated["value"] = value.ToString(CultureInfo.InvariantCulture);
            days.Add(dated);
        }

        return new JObject { ["datedValues"] = days };
    }

    private static GoogleAnswer Words(GoogleCall call)
    {
        var location = call.Location();
        var (first, last) = (Month(call, "monthlyRange.startMonth"), Month(call, "monthlyRange.endMonth"));
        var (page, next) = call.Page(call.Google.Metrics.Words(location, first, last), call.PageSize(100, 100, cut: false), $"words {first:O} {last:O}");
        // Small counts are only told as "fewer than 15".
        return GoogleAnswer.Ok(GoogleProfileEndpoints.Listed(
            "searchKeywordsCounts",
            [.. page.Select(w => new JObject
            {
                ["searchKeyword"] = w.Word,
                ["insightsValue"] = w.Count < 15 ? new JObject { ["threshold"] = "15" } : new JObject { ["value"] = w.Count.ToString(CultureInfo.InvariantCulture) },
            })],
            next));
    }

    private static DateOnly Day(GoogleCall call, string name)
    {
        var (year, month, day) = (call.QueryNumber(name + ".year"), call.QueryNumber(name + ".month"), call.QueryNumber(name + ".day"));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day) : throw GoogleRefusalException.Invalid(name + " is not a date");
    }

    private static DateOnly Month(GoogleCall call, string name)
    {
        var (year, month) = (call.QueryNumber(name + ".year"), call.QueryNumber(name + ".month"));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 ? new DateOnly(year, month, 1) : throw GoogleRefusalException.Invalid(name + " is not a month");
    }
}
