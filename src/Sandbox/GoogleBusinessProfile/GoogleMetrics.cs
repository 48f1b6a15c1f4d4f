namespace IntegrationHub.Sandbox.GoogleBusinessProfile;

/// <summary>Daily totals and monthly search words of the locations. Called under the simulator's lock.</summary>
internal sealed class GoogleMetrics
{
    private readonly Dictionary<(string Location, string Metric, DateOnly Day), long> _days = [];
    private readonly Dictionary<(string Location, int Year, int Month), SortedDictionary<string, long>> _words = [];

    /// <summary>The daily metrics of the Performance API.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "BUSINESS_IMPRESSIONS_DESKTOP_MAPS", "BUSINESS_IMPRESSIONS_DESKTOP_SEARCH", "BUSINESS_IMPRESSIONS_MOBILE_MAPS", "BUSINESS_IMPRESSIONS_MOBILE_SEARCH",
        "BUSINESS_CONVERSATIONS", "BUSINESS_DIRECTION_REQUESTS", "CALL_CLICKS", "WEBSITE_CLICKS", "BUSINESS_BOOKINGS", "BUSINESS_FOOD_ORDERS", "BUSINESS_FOOD_MENU_CLICKS",
    };

    public long Day(string location, string metric, DateOnly day) => _days.GetValueOrDefault((location, metric, day));

    public void SetDay(string location, string metric, DateOnly day, long value) => _days[(location, metric, day)] = value;

    public void SetWord(string location, int year, int month, string word, long value)
    {
        if (!_words.TryGetValue((location, year, month), out var all)) _words[(location, year, month)] = all = new(StringComparer.Ordinal);
        all[word] = value;
    }

    /// <summary>The words of the months from first to last, added up, the most frequent first.</summary>
    public IReadOnlyList<(string Word, long Count)> Words(string location, DateOnly first, DateOnly last) =>
    [
        .. _words.Where(w => w.Key.Location == location && new DateOnly(w.Key.Year, w.Key.Month, 1) >= first && new DateOnly(w.Key.Year, w.Key.Month, 1) <= last)
            .SelectMany(w => w.Value).GroupBy(w => w.Key).Select(g => (g.Key, g.Sum(w => w.Value))).OrderByDescending(w => w.Item2).ThenBy(w => w.Key, StringComparer.Ordinal),
    ];
}
