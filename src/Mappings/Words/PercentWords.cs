using System.Globalization;

namespace IntegrationHub.Mappings.Words;

/// <summary>Shares of people in words.</summary>
public static class PercentWords
{
    /// <summary>A share: <c>half</c>, <c>one in ten</c>, <c>45 %</c>.</summary>
    /// <param name="percent">In percent.</param>
    public static string Say(int percent) => percent switch
    {
        50 => "half",
        25 => "a quarter",
        75 => "three quarters",
        20 => "one in five",
        10 => "one in ten",
        5 => "one in twenty",
        1 => "one in a hundred",
        var other => other.ToString(CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>A share with what it gets: <c>half get</c>, <c>one in ten gets</c>.</summary>
    /// <param name="percent">In percent.</param>
    internal static string Get(int percent) => Say(percent) + (IsOne(percent) ? " gets" : " get");

    /// <summary>A share with a state: <c>half are</c>, <c>one in ten is</c>.</summary>
    /// <param name="percent">In percent.</param>
    internal static string Are(int percent) => Say(percent) + (IsOne(percent) ? " is" : " are");

    /// <summary>A share of everybody: <c>half of all</c>, <c>one in ten</c>.</summary>
    /// <param name="percent">In percent.</param>
    public static string OfAll(int percent) => Say(percent) + (IsOne(percent) ? "" : " of all");

    private static bool IsOne(int percent) => Say(percent).StartsWith("one in", StringComparison.Ordinal);
}
