using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Rate limits: rolling ten seconds for each app, one second for searches of the account, and the day. Called under the simulator's lock.</summary>
/// <remarks>Search is exempt from the ten-second pool and its answers carry no rate-limit headers. No 429 carries Retry-After. "Usage guidelines", developers.hubspot.com.</remarks>
internal sealed class HubSpotLimits(HubSpotSwitches switches, string timeZone)
{
    private readonly Dictionary<long, Queue<DateTimeOffset>> _ofApp = [];
    private readonly Queue<DateTimeOffset> _searches = new();
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
    private DateOnly _day;
    private int _today;

    /// <summary>Counts a call. Returns the 429 answer when it is one too many, else null and the headers of the good answer.</summary>
    public HubSpotAnswer? Take(long app, bool search, DateTimeOffset now, string correlationId, Dictionary<string, string> headers)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _zone).DateTime);
        if (day != _day) (_day, _today) = (day, 0);
        if (switches.DailyLimit is { } daily && _today >= daily)
        {
            return TooMany("You have reached your daily limit.", correlationId, "DAILY");
        }

        _today++;
        if (search)
        {
            Forget(_searches, now - TimeSpan.FromSeconds(1));
            if (_searches.Count >= switches.SearchPerSecond)
            {
                return new HubSpotAnswer(429, new JObject
                {
                    ["status"] = "error", ["message"] = "You have reached your secondly limit.", ["correlationId"] = correlationId, ["category"] = "RATE_LIMITS",
                });
            }

            _searches.Enqueue(now);
            return null;
        }

        if (!_ofApp.TryGetValue(app, out var calls)) _ofApp[app] = calls = new();
        Forget(calls, now - TimeSpan.FromSeconds(10));
        var full = calls.Count >= switches.TenSecondLimit;
        if (!full) calls.Enqueue(now);
        headers["X-HubSpot-RateLimit-Max"] = Text(switches.TenSecondLimit);
        headers["X-HubSpot-RateLimit-Remaining"] = Text(switches.TenSecondLimit - calls.Count);
        headers["X-HubSpot-RateLimit-Interval-Milliseconds"] = "10000";
        headers["X-HubSpot-RateLimit-Secondly"] = Text(switches.TenSecondLimit / 10);
        headers["X-HubSpot-RateLimit-Secondly-Remaining"] = Text(switches.TenSecondLimit / 10);
        if (switches.DailyLimit is { } limit)
        {
            headers["X-HubSpot-RateLimit-Daily"] = Text(limit);
            headers["X-HubSpot-RateLimit-Daily-Remaining"] = Text(limit - _today);
        }

        return full ? TooMany("You have reached your ten_secondly_rolling limit.", correlationId, "TEN_SECONDLY_ROLLING") : null;
    }

    private static void Forget(Queue<DateTimeOffset> calls, DateTimeOffset before)
    {
        while (calls.TryPeek(out var first) && first <= before) calls.Dequeue();
    }

    private static HubSpotAnswer TooMany(string message, string correlationId, string policy) => new(429, new JObject
    {
        ["status"] = "error", ["message"] = message, ["errorType"] = "RATE_LIMIT", ["correlationId"] = correlationId, ["policyName"] = policy, ["requestId"] = correlationId,
    });

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
