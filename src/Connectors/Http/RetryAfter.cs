using System.Globalization;

namespace IntegrationHub.Connectors.Http;

/// <summary>Reads <c>Retry-After</c> as vendors really send it. .NET's own parser gives up on <c>-1</c>, <c>2.5</c>, <c>abc</c> and <c>999999999999</c>; nonsense must not stop a retry.</summary>
public static class RetryAfter
{
    /// <summary>The longest wait that is believed.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait, between nothing and <see cref="Longest"/>; null when the header is missing or says nothing.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.TryGetValues("Retry-After", out var values) ? Of(values.FirstOrDefault(), now) : null;

    /// <summary>How long to wait by the header's text: seconds (decimals allowed) or a date.</summary>
    public static TimeSpan? Of(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds < 0 || double.IsNaN(seconds) ? null : seconds >= Longest.TotalSeconds ? Longest : TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Bounded(date - now) : null;
    }

    /// <summary>A wait cut to what is believed.</summary>
    public static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
