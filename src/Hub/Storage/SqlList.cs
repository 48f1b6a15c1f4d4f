using System.Collections.Concurrent;
using System.Globalization;

namespace IntegrationHub.Hub.Storage;

/// <summary>Parameter lists for <c>in (…)</c>.</summary>
internal static class SqlList
{
    private static readonly ConcurrentDictionary<(int, int), string> Texts = new();

    /// <summary>Values for a list, filled up to a power of two with the last one, so that lists of any length share few prepared statements.</summary>
    public static object?[] Filled<T>(IReadOnlyCollection<T> values)
    {
        if (values.Count == 0)
        {
            return [];
        }

        var filled = new object?[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Count)];
        var i = 0;
        foreach (var value in values)
        {
            filled[i++] = value;
        }

        Array.Fill(filled, filled[i - 1], i, filled.Length - i);
        return filled;
    }

    /// <summary><c>@p{first}</c> up to <paramref name="count"/> names, separated by commas.</summary>
    public static string Of(int count, int first = 0) => Texts.GetOrAdd((count, first), static key =>
        string.Join(',', Enumerable.Range(key.Item2, key.Item1).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}"))));
}
