using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.WebhookIn;

/// <summary>From a body to one event, by the connection's settings. Pure; never throws. What cannot be read says where was looked.</summary>
internal static class WebhookInNormaliser
{
    private static readonly string[] Numbers = ["score", "scale", "minutes", "stars", "hours", "times", "noticeHours", "step", "of"];

    internal static Normalised Normalise(EnvelopeContent envelope)
    {
        try
        {
            if (envelope.Topic == "form")
            {
                return Map(envelope, default, Form(envelope.Bytes.Span));
            }

            using var document = JsonDocument.Parse(envelope.Bytes, JsonReading.Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? Map(envelope, document.RootElement, null) : Normalised.Unreadable("The body is no JSON object.");
        }
        catch (Exception fault) when (JsonReading.IsReadingFault(fault))
        {
            return Normalised.Unreadable("The body is no readable JSON: " + JsonReading.CleanText(fault.Message));
        }
    }

    private static Normalised Map(EnvelopeContent envelope, JsonElement root, IReadOnlyDictionary<string, string>? form)
    {
        var settings = WebhookInSettings.Of(envelope.Connection.Settings);
        if (EventOf(settings, Find) is not { } name)
        {
            return settings.TryGetValue("on", out var on) && Find(on) is { } said ? Normalised.NotMapped($"Nothing is made of “{said}”. Name its event as on.{said} if it matters.")
                : settings.Count == 0 ? Normalised.NotMapped("The connection has no settings that say what this is. Name a preset or an event.") : Normalised.Unreadable("The body does not say what happened.");
        }

        var (email, phone) = (Read("email"), Read("phone"));
        if (email?.Contains('@', StringComparison.Ordinal) != true && phone is null)
        {
            return Normalised.Unreadable($"Nobody is named: no address at {Places("email")} and no number at {Places("phone")}.");
        }

        var claims = ImmutableArray.CreateBuilder<IdentityClaim>();
        if (email?.Contains('@', StringComparison.Ordinal) == true)
        {
            claims.Add(IdentityClaim.Email(email, settings.GetValueOrDefault(WebhookInSettings.Address) == "checked"));
        }

        if (phone is not null)
        {
            claims.Add(IdentityClaim.Phone(phone));
        }

        var known = WebhookInSettings.PropertiesOf(name);
        var properties = settings.Where(s => s.Key.StartsWith("with.", StringComparison.Ordinal) && known.Contains(s.Key["with.".Length..]))
            .Select(s => (Name: s.Key["with.".Length..], Text: Find(s.Value))).Where(p => p.Text is not null).ToImmutableSortedDictionary(p => p.Name, p => ValueOf(p.Name, p.Text!));
        var money = decimal.TryParse(Read("amount"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount < 1_000_000_000_000m ? new Money(decimal.Round(amount, 4), Read("currency") is { Length: 3 } currency ? currency.ToUpperInvariant() : envelope.Connection.Currency) : (Money?)null;
        var id = Read("id") ?? Convert.ToHexStringLower(SHA256.HashData(envelope.Bytes.Span))[..24];
        return new()
        {
            Events =
            [
                new(new JourneyEvent
                {
                    NaturalKey = $"{envelope.Connection.Id}:{Short(id)}:{name}:", Name = name, Subject = EventSubject.Person, OccurredAt = TimeOf(Read("at")) ?? envelope.VendorAt ?? envelope.ReceivedAt,
                    Connection = envelope.Connection.Id, Tool = WebhookInSettings.Info.Id, Key = Read("key") is { } key ? Short(key) : null, Historical = envelope.Historical, Money = money,
                    Identities = claims.ToImmutable(), Fields = Fields(), Properties = money is { } paid && known.Contains("value") ? properties.SetItem("value", Value.Of(paid.Amount)) : properties,
                }, []),
            ],
        };

        string? Find(string path) => WebhookInPath.Find(path, root, form);

        string? Read(string setting) => settings.TryGetValue(setting, out var path) ? Find(path) : null;

        string Places(string setting) => settings.TryGetValue(setting, out var path) ? string.Join(", ", WebhookInPath.Alternatives(path)) : "(not set)";

        ImmutableSortedDictionary<string, Value> Fields()
        {
            var fields = ImmutableSortedDictionary.CreateBuilder<string, Value>();
            var whole = Read("name");
            var space = whole?.LastIndexOf(' ') ?? -1;
            foreach (var (field, text) in new[]
            {
                ("email", email), ("phone", phone), ("company", Read("company")), ("firstName", Read("firstName") ?? (space > 0 ? whole![..space] : whole)), ("lastName", Read("lastName") ?? (space > 0 ? whole![(space + 1)..] : null)),
            })
            {
                if (text is not null)
                {
                    fields[field] = Value.Of(text);
                }
            }

            return fields.ToImmutable();
        }
    }

    private static string? EventOf(IReadOnlyDictionary<string, string> settings, Func<string, string?> find)
    {
        var said = settings.TryGetValue("on", out var on) ? find(on) : null;
        var name = said is not null && settings.TryGetValue("on." + said, out var mapped) ? mapped : said is null ? settings.GetValueOrDefault("event") : null;
        return name is not null && Vocabulary.Knows(name) ? name : null;
    }

    private static Value ValueOf(string property, string text) =>
        property is "start" or "pickUpAt" && TimeOf(text) is { } at ? Value.Of(at)
        : Numbers.Contains(property) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Value.Of(number)
        : Value.Of(text);

    // ISO 8601, or unix seconds or milliseconds.
    private static DateTimeOffset? TimeOf(string? text) => text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) ? unix is > 100_000_000_000 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds(unix) : unix is > 100_000_000 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(unix) : null
        : JsonReading.ToInstant(text);

    private static string Short(string id) => id.Length <= 200 ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static Dictionary<string, string> Form(ReadOnlySpan<byte> body)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in FormReading.Pairs(body))
        {
            values.TryAdd(name, value);
        }

        return values;
    }
}
