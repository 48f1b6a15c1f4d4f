using IntegrationHub.Connectors.Contract;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.WebhookIn;

/// <summary>What a webhook in is called, and the settings of a connection: a preset and what differs from it.</summary>
internal static class WebhookInSettings
{
    /// <summary>Setting: the preset to begin with.</summary>
    internal const string Preset = "preset";

    /// <summary>Setting: <c>checked</c> when the caller has checked the address itself, so that it may join two records.</summary>
    internal const string Address = "address";

    private static readonly string[] Plain = [Preset, Address, "event", "on", "id", "key", "at", "email", "phone", "name", "firstName", "lastName", "company", "amount", "currency"];

    internal static ConnectorInfo Info { get; } = new()
    {
        Id = "webhook-in",
        Name = "Webhook in",
        Role = "other",
        ThingName = "source",
        ThingPattern = "^[a-z0-9][a-z0-9-]{0,39}$",
        ThingHint = "a name of your own for what calls, e.g. booking-tool",
        DefaultBaseUrl = "https://localhost",
        Credentials =
        [
            new(CredentialNames.WebhookSecret, "Secret that signs its calls (whsec_… after Standard Webhooks, or any text for an HMAC header). Without it the secret in the address vouches for them.", Required: false),
            new(CredentialNames.PreviousWebhookSecret, "The secret before the last change.", Required: false),
            new("signatureHeader", "Header that carries the HMAC-SHA256 of the body; X-Signature-256 when not given.", Required: false, Secret: false),
        ],
        Streams = [],
        Actions = [],
        Buckets = [new("calls", BucketOwner.Connection, 0, TimeSpan.FromSeconds(1), 1, "nothing is called")],
        AppLevelWebhooks = false,
        SecretInAddress = true,
        CheckSettings = Check,
    };

    /// <summary>The settings of a connection over those of its preset.</summary>
    internal static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> own)
    {
        if (!own.TryGetValue(Preset, out var name) || !WebhookInPresets.All.TryGetValue(name, out var preset))
        {
            return own;
        }

        var all = new Dictionary<string, string>(preset, StringComparer.Ordinal);
        foreach (var (key, value) in own)
        {
            all[key] = value;
        }

        return all;
    }

    /// <summary>The properties that an event of the vocabulary has.</summary>
    internal static IReadOnlyCollection<string> PropertiesOf(string name) => Vocabulary.Find(name)?.Properties is { IsDefault: false } properties ? properties : [];

    private static IEnumerable<SettingMistake> Check(IReadOnlyDictionary<string, string> own)
    {
        if (own.TryGetValue(Preset, out var preset) && !WebhookInPresets.All.ContainsKey(preset))
        {
            yield return new(Preset, $"unknown preset '{preset}'.", $"Known: {string.Join(", ", WebhookInPresets.All.Keys)}.");
        }

        var all = Of(own);
        if (!all.ContainsKey("event") && !all.Keys.Any(k => k.StartsWith("on.", StringComparison.Ordinal)))
        {
            yield return new("event", "no event is named.", "Name a preset, or an event of the vocabulary like form.submitted.");
        }

        foreach (var (name, value) in own.Where(s => s.Key is "event" || s.Key.StartsWith("on.", StringComparison.Ordinal)))
        {
            if (Vocabulary.Find(value) is not { } info || !info.Subjects.Contains(EventSubject.Person) || value.StartsWith("hub.", StringComparison.Ordinal))
            {
                yield return new(name, $"'{value}' is no event about a person.", "Take one of the vocabulary, like form.submitted, meeting.booked or survey.answered.");
            }
        }

        var properties = all.Where(s => s.Key is "event" || s.Key.StartsWith("on.", StringComparison.Ordinal)).SelectMany(s => PropertiesOf(s.Value)).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            if (name.StartsWith("with.", StringComparison.Ordinal) ? !properties.Contains(name["with.".Length..]) : !Plain.Contains(name) && !name.StartsWith("on.", StringComparison.Ordinal))
            {
                yield return new(name, $"unknown setting '{name}'.", name.StartsWith("with.", StringComparison.Ordinal) ? $"This event has: {string.Join(", ", properties.Order(StringComparer.Ordinal).Select(p => "with." + p))}." : $"Known: {string.Join(", ", Plain)}, on.VALUE, with.PROPERTY.");
            }
            else if (name is not (Preset or Address or "event") && !name.StartsWith("on.", StringComparison.Ordinal) && WebhookInPath.Mistake(value) is { } mistake)
            {
                yield return new(name, mistake + ".", "Several places are tried in turn with |; a fixed text is ='text'.");
            }
        }

        if (own.TryGetValue(Address, out var address) && address is not ("checked" or "unchecked"))
        {
            yield return new(Address, $"unknown value '{address}'.", "Write checked or unchecked.");
        }
    }
}
