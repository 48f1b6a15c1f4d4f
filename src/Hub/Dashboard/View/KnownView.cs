using System.Globalization;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What is known about a contact, in words.</summary>
/// <param name="Numbers">Orders, rhythm, source, scores.</param>
/// <param name="Fields">Fields that tools report, with where each comes from.</param>
public sealed record KnownView(IReadOnlyList<(string Name, string Value)> Numbers, IReadOnlyList<(string Name, string Value, string From)> Fields)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["email"] = "E-mail", ["firstName"] = "First name", ["lastName"] = "Last name", ["phone"] = "Telephone", ["locale"] = "Language", ["city"] = "City", ["country"] = "Country",
        ["company"] = "Company", ["postcode"] = "Postcode", ["birthday"] = "Birthday",
    };

    /// <summary>Makes the view.</summary>
    public static KnownView Of(Story story, ClientLens lens)
    {
        var facts = story.Facts;
        var numbers = new List<(string, string)>();
        if (facts.Seen.TryGetValue("order.placed", out var orders))
        {
            numbers.Add(("Orders", orders.Count.ToString("#,0", CultureInfo.InvariantCulture) + string.Concat(orders.Sums.Select(m => ", " + ClientLens.Money((long)(m.Value * 10_000), m.Key)))));
            if (Rhythm(orders) is { } days)
            {
                numbers.Add(("Usual rhythm", $"{Words.Count(days, "day", "days")} between orders"));
            }
        }

        if (story.Events.LastOrDefault(e => e.Name == "source.recorded") is { } source)
        {
            numbers.Add(("First source", Words.Event(source.Name, source.Data, null, null)));
        }

        foreach (var (name, words) in new[] { ("email.sent", "Mails sent"), ("email.clicked", "Mails clicked") })
        {
            if (facts.Count(name) is > 0 and var n)
            {
                numbers.Add((words, n.ToString("#,0", CultureInfo.InvariantCulture)));
            }
        }

        numbers.AddRange(facts.Scores.Select(s => ($"Score “{s.Key}”", s.Value.Points.ToString("0.#", CultureInfo.InvariantCulture) + " points")));
        numbers.AddRange(facts.Tags.Select(t => (t.Key == "hub" ? "Our tags" : $"Tags in {lens.Tool(t.Key)}", string.Join(", ", t.Value.Where(x => x.Value.On).Select(x => x.Key)))).Where(t => t.Item2.Length > 0));
        return new KnownView(numbers, [.. facts.Fields.Where(f => f.Value.Value.HasContent).Select(f => (
            Name(f.Key, lens), f.Value.Value.ToString(), $"{f.Value.Tool}, {lens.Exact(f.Value.At.ToUnixTimeMilliseconds())}"))]);
    }

    // The median: one long holiday does not change a habit. Fewer than three orders have none.
    private static int? Rhythm(Occurrences orders)
    {
        var times = orders.Recent.Select(o => o.At).Order().ToList();
        var gaps = times.Zip(times.Skip(1), (a, b) => (b - a).TotalDays).Order().ToList();
        return gaps.Count < 2 ? null : (int)Math.Round(gaps[gaps.Count / 2]);
    }

    private static string Name(string field, ClientLens lens)
    {
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? $"{field[(dot + 1)..]} in {lens.Tool(field[..dot])}" : Names.GetValueOrDefault(field) ?? char.ToUpperInvariant(field[0]) + field[1..];
    }
}
