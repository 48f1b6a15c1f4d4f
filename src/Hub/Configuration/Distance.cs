namespace IntegrationHub.Hub.Configuration;

/// <summary>How many letters two names differ in, for "did you mean".</summary>
internal static class Distance
{
    /// <summary>Levenshtein distance, ignoring case.</summary>
    public static int Between(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + same);
                diagonal = above;
            }
        }

        return row[b.Length];
    }

    /// <summary>"Did you mean 'x'?" for the nearest of the known names, or a list of them.</summary>
    public static string Hint(string given, IEnumerable<string> known)
    {
        var all = known.Order(StringComparer.Ordinal).ToList();
        var near = all.MinBy(k => Between(k, given));
        return near is not null && Between(near, given) <= Math.Max(2, given.Length / 3) ? $"Did you mean '{near}'?" : $"Known: {string.Join(", ", all)}.";
    }
}
