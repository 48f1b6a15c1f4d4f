using System.Text.RegularExpressions;

namespace IntegrationHub.Mappings.Words;

/// <summary>Fields of conditions as parts of a sentence.</summary>
public static partial class FieldWords
{
    /// <summary>Says a field: <c>the number of their orders</c>.</summary>
    public static string Say(string path) => path switch
    {
        "event.value" or "event.amount" => "the value",
        "event.stars" => "the number of stars",
        "contact.orders.count" => "the number of their orders",
        "contact.orders.value" => "what they have spent",
        "contact.deals.open" => "the number of their open deals",
        "contact.tickets.open" => "the number of their open requests for help",
        "contact.meetings.open" => "the number of meetings ahead",
        "contact.consent.email" => "their yes to mail",
        _ when path.StartsWith("event.", StringComparison.Ordinal) && path.EndsWith("At", StringComparison.Ordinal) => "the " + Plain(path[6..^2]), // a time: 15 minutes before the pick up
        _ when path.StartsWith("event.", StringComparison.Ordinal) => "the " + Plain(path[6..]),
        _ when path.StartsWith("contact.", StringComparison.Ordinal) => "their " + Plain(path[8..]),
        _ => "the " + Plain(path.Replace('.', ' ')),
    };

    internal static string Plain(string name) => CapitalPattern().Replace(name.Replace('.', ' '), m => " " + m.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex CapitalPattern();
}
