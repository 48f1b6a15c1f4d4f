using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What a contact agreed to: one row a purpose and channel, one answer a tool, and the strictest of them, which counts.</summary>
/// <param name="What">Purpose and channel in words.</param>
/// <param name="Answers">Yes, no, or null for never asked, in the order of the tools.</param>
/// <param name="Used">What counts: a no in one tool counts in all, and without a yes there is none.</param>
/// <param name="Evidence">Who said so when.</param>
public sealed record ConsentView(string What, IReadOnlyList<bool?> Answers, bool Used, string Evidence)
{
    /// <summary>Connections that may hold a consent: those that reach people.</summary>
    public static IReadOnlyList<string> Tools(ClientLens lens, ContactFacts facts) =>
        [.. lens.Client.Connections.Where(c => c.Role != "reviews").Select(c => c.Id).Union(facts.Consents.Values.Select(c => c.Tool), StringComparer.Ordinal)];

    /// <summary>Makes the rows; messages by e-mail have one even when nobody was asked.</summary>
    public static IReadOnlyList<ConsentView> Of(ContactFacts facts, IReadOnlyList<string> tools, ClientLens lens)
    {
        var groups = facts.Consents.Values.GroupBy(c => (c.Purpose, c.Channel)).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.ToList());
        groups.TryAdd(("marketing", "email"), []);
        return [.. groups.Select(g => new ConsentView(
            Name(g.Key.Purpose, g.Key.Channel),
            [.. tools.Select(t => g.Value.FirstOrDefault(c => c.Tool == t)?.Given)],
            g.Value.Count > 0 && g.Value.All(c => c.Given),
            g.Value.Count == 0 ? "No tool holds a yes or a no." : string.Join(" ", g.Value.OrderByDescending(c => c.At)
                .Select(c => $"{lens.Tool(c.Tool)}: {(c.Given ? "yes" : "no")}, {lens.When(c.At.ToUnixTimeMilliseconds())}{(c.Reason is { Length: > 0 } why ? $" ({why})" : "")}."))))];
    }

    private static string Name(string purpose, string channel) => (purpose, channel) switch
    {
        ("marketing", "email") => "E-mail news", ("marketing", "sms") => "Text messages", _ => $"{char.ToUpperInvariant(purpose[0])}{purpose[1..]} by {channel}",
    };
}
