using System.Globalization;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Checks one value against its definition and brings it into the form HubSpot stores.</summary>
internal static class HubSpotProblems
{
    public static JObject Of(string name, string error, string message) => new()
    {
        ["isValid"] = false, ["message"] = message, ["error"] = error, ["name"] = name, ["localizedErrorMessage"] = message,
    };

    public static (string? Value, JObject? Problem) Normalise(
        HubSpotPropertyDefinition definition, string? given, string? current, IReadOnlyList<string>? options)
    {
        if (definition.ReadOnly) return (null, Of(definition.Name, "READ_ONLY_VALUE", $"\"{definition.Name}\" is a read only property; its value cannot be set."));
        if (string.IsNullOrEmpty(given)) return (null, null);
        switch (definition.Type)
        {
            case "number" when !decimal.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out _):
                return (null, Of(definition.Name, "INVALID_INTEGER", $"{given} was not a valid number."));
            case "bool" when given is not ("true" or "false"):
                return (null, Of(definition.Name, "INVALID_OPTION", $"{given} was not one of the allowed options: [true, false]"));
            case "datetime":
                return HubSpotTime.Parse(given) is { } at ? (HubSpotTime.Text(at), null) : (null, Of(definition.Name, "INVALID_DATE", $"{given} was not a valid date."));
            case "enumeration" when definition.IsMultiCheckbox:
                return Several(definition, given, current, options ?? []);
            case "enumeration" when options is not null && !options.Contains(given, StringComparer.Ordinal):
                return (null, Of(definition.Name, "INVALID_OPTION", $"{given} was not one of the allowed options: [{string.Join(", ", options)}]"));
            case "string" when definition.Name == "email":
                // HubSpot stores addresses in lower case: the written value does not come back as it was sent.
                var email = given.Trim().ToLowerInvariant();
                var ok = email.Length <= 254 && email.IndexOf('@', StringComparison.Ordinal) > 0 && email.LastIndexOf('.') > email.IndexOf('@', StringComparison.Ordinal) + 1
                    && !email.Any(char.IsWhiteSpace);
                return ok ? (email, null) : (null, Of("email", "INVALID_EMAIL", $"Email address {given} is invalid"));
            default:
                return given.Length > 65536 ? (null, Of(definition.Name, "VALUE_TOO_LONG", "The value is longer than 65536 characters")) : (given, null);
        }
    }

    // A leading ";" adds to what is there; without it the value replaces everything.
    private static (string?, JObject?) Several(HubSpotPropertyDefinition definition, string given, string? current, IReadOnlyList<string> options)
    {
        var parts = given.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.FirstOrDefault(p => !options.Contains(p, StringComparer.Ordinal)) is { } unknown)
        {
            return (null, Of(definition.Name, "INVALID_OPTION", $"{unknown} was not one of the allowed options: [{string.Join(", ", options)}]"));
        }

        var before = given.StartsWith(';') ? (current ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries) : [];
        return (string.Join(';', before.Concat(parts).Distinct(StringComparer.Ordinal)), null);
    }
}
