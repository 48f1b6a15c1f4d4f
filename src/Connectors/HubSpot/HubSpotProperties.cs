using System.Collections.Frozen;
using System.Globalization;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>Which CRM properties the hub reads, and how they are called in a contact's facts.</summary>
public static class HubSpotProperties
{
    private static readonly FrozenDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["email"] = "email", ["firstname"] = "firstName", ["lastname"] = "lastName", ["phone"] = "phone", ["mobilephone"] = "phone", ["company"] = "company",
        ["city"] = "city", ["country"] = "country", ["hs_language"] = "locale", ["lifecyclestage"] = "lifecycleStage",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>When the contact last sent a form. HubSpot has no webhook for a form; this property moves with each.</summary>
    internal const string ConversionDate = "recent_conversion_date";

    /// <summary>Which form that was, mostly "page: form".</summary>
    internal const string ConversionName = "recent_conversion_event_name";

    /// <summary>Contact properties read with their history.</summary>
    public static IReadOnlyList<string> Contact { get; } =
    [
        "email", "firstname", "lastname", "phone", "mobilephone", "company", "city", "country", "hs_language", "lifecyclestage", "hs_lead_status",
        "hubspot_owner_id", "hs_email_optout", HubSpotSettings.TagProperty, ConversionDate, ConversionName,
    ];

    /// <summary>Deal properties read.</summary>
    public static IReadOnlyList<string> Deal { get; } =
        ["dealname", "dealstage", "pipeline", "amount", "deal_currency_code", "closedate", "closed_lost_reason", "hs_is_closed", "hs_is_closed_won", "createdate", "hs_lastmodifieddate"];

    /// <summary>Ticket properties read.</summary>
    public static IReadOnlyList<string> Ticket { get; } =
        ["subject", "hs_ticket_priority", "hs_pipeline", "hs_pipeline_stage", "hs_is_closed", "closed_date", "createdate", "hs_lastmodifieddate"];

    /// <summary>Properties of everything that colleagues log.</summary>
    public static IReadOnlyList<string> Activity { get; } = ["hs_timestamp", "hs_createdate", "hs_lastmodifieddate", "hubspot_owner_id", "hs_object_source"];

    /// <summary>Call properties read.</summary>
    public static IReadOnlyList<string> Call { get; } = ["hs_call_direction", "hs_call_status", "hs_call_duration"];

    /// <summary>Meeting properties read.</summary>
    public static IReadOnlyList<string> Meeting { get; } = ["hs_meeting_title", "hs_meeting_start_time", "hs_meeting_end_time", "hs_meeting_location", "hs_meeting_outcome"];

    /// <summary>Task properties read; the body only to recognise our own.</summary>
    public static IReadOnlyList<string> Task { get; } = ["hs_task_subject", "hs_task_body", "hs_task_status"];

    /// <summary>The fact's field for a contact property: its own name where it means the same everywhere, else <c>crm.property</c>.</summary>
    public static string FieldOf(string property) => Fields.TryGetValue(property, out var field) ? field : "crm." + property;

    /// <summary>A property's value for facts: several choices become a list, flags a yes or no, empty nothing.</summary>
    public static Value ValueOf(string property, string? text) => text switch
    {
        null or "" => Value.None,
        _ when property == HubSpotSettings.TagProperty => Value.Of(Choices(text)),
        _ when property == "hs_email_optout" => Value.Of(HubSpotModel.IsTrue(text)),
        _ => Value.Of(text),
    };

    /// <summary>The choices of a multi-checkbox value, which HubSpot joins by semicolons; a leading one (append) makes no empty choice.</summary>
    public static IReadOnlyList<string> Choices(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Canonical form for comparing what we wrote with what HubSpot shows: trimmed, choices sorted, addresses and flags in lower case, numbers and times in one spelling.</summary>
    public static string Canonical(string property, string? text)
    {
        var value = (text ?? "").Trim();
        if (property is "email" or "lifecyclestage" || value is "True" or "False" or "TRUE" or "FALSE")
        {
            return value.ToLowerInvariant();
        }

        if (value.Contains(';', StringComparison.Ordinal))
        {
            return string.Join(';', Choices(value).Order(StringComparer.Ordinal));
        }

        // Telephone numbers keep their plus and zeros; only a plain decimal spelling is brought to one form.
        if (value.Contains('.', StringComparison.Ordinal) && decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number.ToString("0.############", CultureInfo.InvariantCulture);
        }

        return value.Contains('T', StringComparison.Ordinal) && value.Length >= 20 && HubSpotModel.ParseTime(value) is { } at
            ? at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : value;
    }
}
