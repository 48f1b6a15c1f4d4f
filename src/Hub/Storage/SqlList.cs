using System.Collections.Concurrent;
using System.Globalization;

namespace IntegrationHub.Hub.Storage;

/// <summary>Parameter lists for <c>in (…)</c>.</summary>
internal static class SqlList
{
    private static readonly ConcurrentDictionary<(int, int), string> Texts = new();

    /// <summary><c>@p{first}</c> up to <paramref name="count"/> names, separated by commas.</summary>
    public static string Of(int count, int first = 0) => Texts.GetOrAdd((count, first), static key =>
        string.Join(',', Enumerable.Range(key.Item2, key.Item1).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}"))));
}
