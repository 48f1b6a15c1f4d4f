using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IntegrationHub.Hub.Processing;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Words;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What the fields of the rule form offer, in words.</summary>
internal static partial class RuleChoices
{
    private static readonly Dictionary<string, string> OfTheHub = new(StringComparer.Ordinal)
    {
        ["hub.tag.add"] = "mark the person", ["hub.tag.remove"] = "take a mark off", ["hub.stage.move"] = "move to a stage", ["hub.score.add"] = "add to a score", ["hub.alert"] = "tell somebody",
        ["hub.task"] = "give somebody a task", ["hub.pause"] = "pause what goes out", ["hub.approval"] = "draft something for a person's yes",
    };

    /// <summary>All events that can begin or end something.</summary>
    public static ImmutableArray<Choice> Events { get; } = [.. Vocabulary.Events.Select(e => new Choice(e.Group, e.Name, EventWords.Begins(new Trigger(e.Name, null))))];

    /// <summary>How a field may be compared.</summary>
    public static ImmutableArray<Choice> Operators { get; } =
    [
        new("", "eq", "is"), new("", "ne", "is not"), new("", "gte", "is at least"), new("", "gt", "is more than"), new("", "lte", "is at most"), new("", "lt", "is less than"), new("", "in", "is one of"),
        new("", "contains", "contains"), new("", "startsWith", "starts with"), new("", "matches", "fits the pattern"), new("", "exists", "is known"), new("", "unknown", "is not known"),
    ];

    /// <summary>The days of the week, Monday first.</summary>
    public static ImmutableArray<Choice> Weekdays { get; } = [.. Enumerable.Range(1, 7).Select(i => (DayOfWeek)(i % 7)).Select(d => new Choice("", d.ToString().ToLowerInvariant(), d.ToString()))];

    /// <summary>What the client's tools and the hub can do.</summary>
    /// <param name="lens">The client.</param>
    /// <param name="approved">True for what may go out by a person's yes only, too.</param>
    public static IReadOnlyList<Choice> Actions(ClientLens lens, bool approved = false)
    {
        var own = lens.Client.Connections.OrderByDescending(c => c.Primary).DistinctBy(c => c.Role).Select(c => (c.Role, c.Grant.Connector.Info));
        return [
            .. own.SelectMany(o => o.Info.Actions.Where(a => approved || !a.OnlyByApproval).Select(a => new Choice(o.Info.Name, o.Role + "." + a.Verb, o.Info.Name + ": " + Meaning(a.Meaning)))),
            .. approved ? [] : OfTheHub.Select(a => new Choice("The hub", a.Key, a.Value)),
        ];
    }

    /// <summary>What was done to a person, for conditions: the client's tools' actions as facts.</summary>
    public static IReadOnlyList<Choice> Facts(ClientLens lens) =>
        [.. Events.Select(e => e with { Text = EventWords.Past(new Trigger(e.Value, null)) }), .. Actions(lens).Where(a => !a.Value.StartsWith("hub.", StringComparison.Ordinal)).Select(a => new Choice("What we did", "action:" + a.Value, "we did in " + a.Text))];

    /// <summary>Arguments of an action: those it needs, and those it may have.</summary>
    public static KnownAction? Known(ClientLens lens, string name) =>
        KnownAction.OfTheHub.Concat(ActionCatalog.Of(lens.Client)).FirstOrDefault(a => a.Name == SelectorPattern().Replace(name, ""));

    /// <summary>Fields that conditions may look at, given what begins the rule.</summary>
    public static IReadOnlyList<Choice> Fields(IEnumerable<string> events)
    {
        var happened = events.SelectMany(e => Vocabulary.Find(Trigger.Parse(e).Event)?.Properties is { IsDefault: false } known ? known : []).Prepend("value").Distinct(StringComparer.Ordinal);
        return [.. happened.Select(p => Of("What happened", "event." + p)), .. RuleFields.OfContact.Select(f => Of("The person", "contact." + f)), .. RuleFields.OfClient.Select(f => Of("The business", "client." + f))];

        static Choice Of(string group, string field) => new(group, field, FieldWords.Say(field));
    }

    /// <summary>The mark that may narrow an event: its name, or null when the event has none.</summary>
    public static string? MarkOf(string name) => name.StartsWith("action:", StringComparison.Ordinal) ? name.Contains("tag.", StringComparison.Ordinal) ? "tag" : null : new Trigger(name, null).IsOfARule ? null : Vocabulary.Find(name)?.Mark;

    // "put the tag {tag}" offers "put the tag"; the argument has a field of its own.
    private static string Meaning(string meaning) => ArgumentPattern().Replace(meaning, "") is var said && said.EndsWith("take the tag", StringComparison.Ordinal) ? said + " off" : said;

    [GeneratedRegex(@"\s*\{[^}]*\}")]
    private static partial Regex ArgumentPattern();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex SelectorPattern();
}
