using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>What a notification says: only pointers (https://developers.google.com/my-business/content/notification-setup). Members come under several names.</summary>
/// <param name="Type"><c>NEW_REVIEW</c> …, upper case.</param>
/// <param name="Location"><c>locations/ID</c>: the part that both API generations share; null when not named.</param>
/// <param name="Review">Full name of the review; null when not named.</param>
internal sealed partial record GoogleNotice(string Type, string? Location, string? Review)
{
    /// <summary>Reads a message's base64 data; null when it is no notification.</summary>
    internal static GoogleNotice? Read(string? data)
    {
        var bytes = new byte[(data?.Length ?? 0) + 4];
        if (data is null || !Convert.TryFromBase64String(data, bytes, out var length))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length));
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            string? Alias(params string[] names) => document.RootElement.EnumerateObject()
                .Where(p => names.Contains(p.Name.Replace("_", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase)).Select(p => p.Value.Text()).FirstOrDefault(t => t is not null);
            var review = Alias("review", "reviewName");
            return Alias("type", "notificationType") is { } type
                ? new(type.ToUpperInvariant(), LocationOf(Alias("location", "locationName") ?? review), review) : null;
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return null;
        }
    }

    /// <summary>True for the full name of a review. Names become addresses: nothing else may be in them.</summary>
    internal static bool IsReview(string? name) => name is not null && ReviewName().IsMatch(name);

    [GeneratedRegex(@"\Aaccounts/[0-9]+/locations/[0-9]+/reviews/[A-Za-z0-9_=-]+\z")]
    private static partial Regex ReviewName();

    /// <summary>The <c>locations/ID</c> in a resource name; null when it has none.</summary>
    internal static string? LocationOf(string? name)
    {
        var parts = (name ?? "").Split('/');
        var place = Array.IndexOf(parts, "locations");
        return place >= 0 && place + 1 < parts.Length && parts[place + 1].Length > 0 ? "locations/" + parts[place + 1] : null;
    }
}
