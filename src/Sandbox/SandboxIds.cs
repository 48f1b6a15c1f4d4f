using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Sandbox;

/// <summary>Draws ids from a seed. Thread safe; the same calls in the same order give the same ids.</summary>
public sealed class SandboxIds(int seed)
{
    private readonly Dictionary<string, long> _counters = [];
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>The next number of a kind, one higher than the last one.</summary>
    /// <param name="kind">What is counted; each kind counts by itself.</param>
    /// <param name="first">The first number handed out. Vendors' ids go up to 19 digits.</param>
    public long Next(string kind, long first)
    {
        lock (_gate)
        {
            var next = _counters.TryGetValue(kind, out var last) ? last + 1 : first;
            _counters[kind] = next;
            return next;
        }
    }

    /// <summary>That many lower-case hexadecimal digits.</summary>
    public string Hex(int digits)
    {
        Span<byte> bytes = stackalloc byte[(digits + 1) / 2];
        lock (_gate)
        {
            _random.NextBytes(bytes);
        }

        return Convert.ToHexStringLower(bytes)[..digits];
    }

    /// <summary>A UUID in its usual form.</summary>
    public string Uuid() => Guid.ParseExact(Hex(32), "N").ToString("D", CultureInfo.InvariantCulture);

    /// <summary>True in the given share of calls.</summary>
    public bool Chance(double share)
    {
        if (share <= 0)
        {
            return false;
        }

        lock (_gate)
        {
            return _random.NextDouble() < share;
        }
    }

    /// <summary>The first digits of a SHA-256 over the text: an id that belongs to a name and not to the order of calls.</summary>
    public static string HexOf(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
