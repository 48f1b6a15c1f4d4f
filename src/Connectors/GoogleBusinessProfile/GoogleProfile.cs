using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>
/// What Google shows of a location where that differs from what its owner wrote. A notification is only a pointer to it; the difference is read from another of Google's hosts.
/// </summary>
internal static class GoogleProfile
{
    // Source: https://developers.google.com/my-business/reference/businessinformation/rest/v1/locations/getGoogleUpdated
    private const string Mask = "title,regularHours,specialHours,phoneNumbers,websiteUri,storefrontAddress,categories,openInfo,profile";
    private static readonly string[] Days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["title"] = "name", ["regularHours"] = "opening hours", ["specialHours"] = "hours on special days", ["phoneNumbers"] = "telephone number", ["websiteUri"] = "website",
        ["storefrontAddress"] = "address", ["categories"] = "kind of business", ["openInfo"] = "whether it is open at all", ["profile"] = "description",
    };

    /// <summary>Where the difference is asked for.</summary>
    internal static Uri Address(Uri host, string place) => GoogleHosts.At(host, GoogleHosts.Information, $"/v1/{place}:getGoogleUpdated?readMask={Mask}");

    /// <summary>A fetched difference: one event for one difference, however often Google tells of it.</summary>
    internal static Normalised Normalise(EnvelopeContent envelope, JsonElement root)
    {
        var fields = (root.Text("diffMask") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(f => f.Split('.')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (fields.Count == 0)
        {
            return Normalised.NotMapped("Google shows what the owner wrote");
        }

        var location = root.Get("location");
        var shown = string.Join('\n', fields.Select(f => f + "=" + (location.Get(f) is { ValueKind: not JsonValueKind.Undefined } value ? value.GetRawText() : "")));
        var place = envelope.Connection.Thing;
        return new()
        {
            Events =
            [
                new(new JourneyEvent
                {
                    NaturalKey = $"{envelope.Connection.Id}:{place}:profile.changed:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)))[..16]}",
                    Name = "profile.changed", Subject = EventSubject.Place, OccurredAt = envelope.VendorAt ?? envelope.ReceivedAt, Connection = envelope.Connection.Id, Tool = "google-business-profile",
                    Historical = envelope.Historical,
                    Properties = new Dictionary<string, Value>
                    {
                        ["location"] = Value.Of(place), ["fields"] = Value.Of(fields), ["details"] = Value.Of(fields.Select(f => Words.GetValueOrDefault(f, f))),
                        ["hours"] = Value.Of(fields.Contains("regularHours") ? Hours(location.Get("regularHours")) : null),
                    }.Where(p => p.Value.HasContent).ToImmutableSortedDictionary(),
                }, []),
            ],
        };
    }

    // "Tuesday 7:00-18:00, closed on Monday, Sunday": the days as Google shows them, in the order of the week.
    private static string? Hours(JsonElement hours)
    {
        var periods = hours.Get("periods").Items().Where(p => p.Text("openDay") is not null).ToLookup(p => p.Text("openDay")!, p => $"{Clock(p.Get("openTime"))}-{Clock(p.Get("closeTime"))}");
        if (periods.Count == 0)
        {
            return null;
        }

        var open = Days.Where(periods.Contains).GroupBy(d => string.Join(" and ", periods[d])).Select(g => $"{string.Join(", ", g.Select(Day))} {g.Key}");
        var closed = Days.Where(d => !periods.Contains(d)).Select(Day).ToList();
        return string.Join("; ", open) + (closed.Count == 0 ? "" : "; closed on " + string.Join(", ", closed));
    }

    private static string Day(string name) => name[..1] + name[1..].ToLowerInvariant();

    private static string Clock(JsonElement time) => string.Create(CultureInfo.InvariantCulture, $"{time.Amount("hours") ?? 0:0}:{time.Amount("minutes") ?? 0:00}");
}
