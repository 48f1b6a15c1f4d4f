using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Mappings.Engine;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Documents;

// How far a rule goes: its mode, on whom it is tried, who is there already, how often, and when somebody looks again.
internal sealed partial class RuleReader
{
    private (RuleMode, int) Mode()
    {
        var text = mistakes.Text(rule, "mode") ?? "off";
        if (text.StartsWith("pilot:", StringComparison.Ordinal) && int.TryParse(text[6..].TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 100)
        {
            return (RuleMode.Pilot, share);
        }

        switch (text)
        {
            case "off": return (RuleMode.Off, 100);
            case "shadow": return (RuleMode.Shadow, 100);
            case "live": return (RuleMode.Live, 100);
            case "pilot" when rule["pilot"] is JObject: return (RuleMode.Pilot, 100);
            case "pilot":
                mistakes.Add(rule["mode"], "`pilot` does not say on whom the rule is tried", "Write \"pilot:20%\" for a share, or name people or a group under `pilot`.");
                return (RuleMode.Off, 100);
            default:
                mistakes.Unknown(rule["mode"]!, "mode", text, ["off", "shadow", "pilot:20%", "pilot", "live"]);
                return (RuleMode.Off, 100);
        }
    }

    private int Already(ImmutableArray<Trigger> when)
    {
        if (mistakes.Text(rule, "already") is not { } text || text == "leave")
        {
            return 0;
        }

        var number = text == "all" ? AlreadyThere.All : AlreadyPattern().Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        if (number == 0)
        {
            mistakes.Add(rule["already"], $"`{text}` is not understood", "Write \"leave\", \"20 a day\" or \"all\".");
        }
        else if (AlreadyThere.Lasting(new CompiledRule { Id = "", When = when }).IsEmpty)
        {
            mistakes.Add(rule["already"], "nobody can be there already: the rule begins at something that happens, not at something that lasts", "Leave `already` out. It counts for contact.lapsed, contact.tagged[…] and segment.entered.");
        }

        return number;
    }

    // Read in every mode, so that a list that waits is looked at too; it counts in the mode `pilot` only.
    private RulePilot? Pilot()
    {
        if (rule["pilot"] is not { } token)
        {
            return null;
        }

        if (token is not JObject item || (item["contacts"] is null) == (item["if"] is null))
        {
            mistakes.Add(token, "`pilot` names neither people nor a group, or both", "Write { \"contacts\": [ … ] } with contact ids, or { \"if\": … } with a condition.");
            return null;
        }

        mistakes.Keys(item, "pilot", "contacts", "if");
        var contacts = ImmutableSortedSet.CreateBuilder<long>();
        foreach (var id in mistakes.List(item, "contacts"))
        {
            if (!long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var contact))
            {
                mistakes.Add(id, $"`{id}` is no contact id", "Take the number at the end of the address of the contact's page.");
            }

            contacts.Add(contact);
        }

        if (item["if"] is null && contacts.Count == 0)
        {
            mistakes.Add(item["contacts"], "`contacts` names nobody", "Name at least one contact.");
        }

        var condition = item["if"] is { } test ? Condition(test, 0) : null;
        return Mistakes.Word(rule, "mode") == "pilot" ? new(item.ToString(Newtonsoft.Json.Formatting.None), contacts.ToImmutable(), condition) : null;
    }

    private int Holdout(JObject item)
    {
        if (mistakes.Text(item, "holdout") is not { } text)
        {
            return 0;
        }

        if (Percent(text) is { } percent and <= 90)
        {
            return percent;
        }

        mistakes.Add(item["holdout"], $"`{text}` is no share", "Write a percentage up to 90%, such as \"10%\".");
        return 0;
    }

    private static int? Percent(string text) => int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private (DateOnly?, TimeSpan?) ReviewBy()
    {
        if (mistakes.Text(rule, "reviewBy") is not { } text)
        {
            return (null, null);
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (day, null);
        }

        if (text.StartsWith('P'))
        {
            return (null, mistakes.Duration(rule, "reviewBy"));
        }

        mistakes.Add(rule["reviewBy"], $"`{text}` is no day", "Write a day such as \"2027-03-01\", or how long after it is switched on: \"P90D\".");
        return (null, null);
    }

    private (int, TimeSpan) AtMost()
    {
        if (mistakes.Text(rule, "atMost") is not { } text)
        {
            return (0, default);
        }

        if (AtMostPattern().Match(text) is { Success: true } match && mistakes.Duration(rule["atMost"]!, match.Groups[2].Value) is { } every)
        {
            return (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), every);
        }

        mistakes.Add(rule["atMost"], $"`{text}` is not understood", "Write \"1 per contact every P14D\".");
        return (0, default);
    }

    [GeneratedRegex("^([1-9][0-9]{0,2}) per contact every (P[0-9A-Z]+)$")]
    private static partial Regex AtMostPattern();

    [GeneratedRegex("^([1-9][0-9]{0,5}) a day$")]
    private static partial Regex AlreadyPattern();
}
