using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.WebhookIn;

/// <summary>
/// Where a value stands in a body: <c>payload.invitee.email</c>, a list's element by place (<c>answers[0]</c>) or by what it says (<c>answers[field.ref=mail].email</c>), several tried in turn with
/// <c>|</c>, or a fixed text <c>='shop window'</c>. In a form a name stands for itself, brackets and all.
/// </summary>
internal static class WebhookInPath
{
    private const int MostParts = 12;

    /// <summary>What is wrong with a path; null when nothing is.</summary>
    internal static string? Mistake(string path)
    {
        foreach (var one in Alternatives(path))
        {
            if (one.Length == 0)
            {
                return "one of the places between | is empty";
            }

            if (one[0] != '=' && (Parts(one) is not { } parts || parts.Count > MostParts))
            {
                return $"'{one}' is no place in a body, like payload.invitee.email or answers[0].text";
            }
        }

        return null;
    }

    /// <summary>The text at the first place that has one; null when none has.</summary>
    internal static string? Find(string path, JsonElement root, IReadOnlyDictionary<string, string>? form)
    {
        foreach (var one in Alternatives(path))
        {
            var found = one.StartsWith('=') ? one[1..].Trim().Trim('\'') : form is not null ? form.GetValueOrDefault(one) : Text(At(root, one));
            if (!string.IsNullOrWhiteSpace(found))
            {
                return found.Trim();
            }
        }

        return null;
    }

    /// <summary>The places that are tried, for saying where was looked.</summary>
    internal static IEnumerable<string> Alternatives(string path) => path.Split('|').Select(p => p.Trim());

    private static JsonElement At(JsonElement root, string path)
    {
        var at = root;
        foreach (var (name, filter) in Parts(path) ?? [])
        {
            at = name.Length == 0 ? at : at.Get(name);
            if (filter is not null)
            {
                at = int.TryParse(filter, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                    ? at.Items().ElementAtOrDefault(place)
                    : at.Items().FirstOrDefault(item => Text(At(item, filter[..filter.IndexOf('=', StringComparison.Ordinal)])) == filter[(filter.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            }
        }

        return at;
    }

    private static string? Text(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.String => found.Text(),
        JsonValueKind.Number => found.Digits() ?? found.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // "answers[field.ref=mail].email" is (answers, field.ref=mail), (email, null).
    private static List<(string Name, string? Filter)>? Parts(string path)
    {
        var parts = new List<(string, string?)>();
        for (var i = 0; i < path.Length;)
        {
            var end = path.IndexOfAny(['.', '['], i);
            var name = end < 0 ? path[i..] : path[i..end];
            if (end >= 0 && path[end] == '[')
            {
                var close = path.IndexOf(']', end);
                var filter = close < 0 ? "" : path[(end + 1)..close];
                if (filter.Length == 0 || (!int.TryParse(filter, NumberStyles.None, CultureInfo.InvariantCulture, out _) && filter.IndexOf('=', StringComparison.Ordinal) is <= 0) || filter.Contains('[', StringComparison.Ordinal))
                {
                    return null;
                }

                parts.Add((name, filter));
                i = close + 1;
                if (i < path.Length && path[i] == '.')
                {
                    i++;
                }
            }
            else
            {
                if (name.Length == 0)
                {
                    return null;
                }

                parts.Add((name, null));
                i = end < 0 ? path.Length : end + 1;
            }
        }

        return path.EndsWith('.') ? null : parts;
    }
}
