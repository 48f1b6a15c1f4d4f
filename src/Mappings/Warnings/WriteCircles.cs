using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Warnings;

/// <summary>Finds circles of rules: what one writes begins the next. Pure.</summary>
internal static class WriteCircles
{
    /// <summary>Longest circle that is looked for. A longer one takes so many tools and minutes that the limit of hops meets it first.</summary>
    private const int Longest = 5;

    /// <summary>Each circle once, as the writes that lead round it. Rules that act once or so often a contact break a circle by themselves.</summary>
    public static IEnumerable<ImmutableArray<RuleWrite>> Of(IReadOnlyList<CompiledRule> rules)
    {
        var going = rules.Where(r => r.Once != "per contact" && r.AtMost == 0).ToList();
        var next = going.ToDictionary(
            r => r.Id, r => RuleWrite.Of(r).SelectMany(w => going.Where(to => Begins(w, to)).Select(to => (Write: w, To: to))).DistinctBy(e => e.To.Id).ToList(), StringComparer.Ordinal);
        for (var i = 0; i < going.Count; i++)
        {
            // Each circle is found from the first of its rules: those before it take no part.
            var allowed = going.Skip(i).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var circle in From(going[i].Id, going[i].Id, [], next, allowed))
            {
                yield return circle;
            }
        }
    }

    private static IEnumerable<ImmutableArray<RuleWrite>> From(
        string start, string at, ImmutableArray<RuleWrite> way, Dictionary<string, List<(RuleWrite Write, CompiledRule To)>> next, HashSet<string> allowed)
    {
        foreach (var (write, to) in next[at])
        {
            var gone = way.Add(write);
            if (to.Id == start)
            {
                yield return gone;
            }
            else if (gone.Length < Longest && allowed.Contains(to.Id) && !gone.Any(w => w.Rule.Id == to.Id))
            {
                foreach (var circle in From(start, to.Id, gone, next, allowed))
                {
                    yield return circle;
                }
            }
        }
    }

    private static bool Begins(RuleWrite write, CompiledRule rule) =>
        write.Event is { } seen && (rule.When.Any(w => Same(w, seen)) || (rule.Segment is { } segment && Asks(segment, write) && (write.Rule != rule || Turns(write))) || (rule.Date is RuleDate.After { What: var what } && Same(what, seen)))
        && (rule.If is null || MayHold(rule.If, write));

    private static bool Same(Trigger meant, Trigger seen) => meant.Event == seen.Event && (meant.Mark is null || seen.Mark is null || meant.Mark == seen.Mark);

    // A rule whose own write ends what it began at comes to rest ("who has no tag yet": put the tag), unless it takes the write back itself.
    private static bool Turns(RuleWrite write) => RuleWrite.Of(write.Rule).Any(w => w.Thing == write.Thing && w.Value != write.Value);

    // True when the write may make a segment's condition turn.
    private static bool Asks(Condition condition, RuleWrite write) => condition switch
    {
        Condition.All all => all.Items.Any(i => Asks(i, write)),
        Condition.Any any => any.Items.Any(i => Asks(i, write)),
        Condition.Not not => Asks(not.Item, write),
        Condition.Did did => Same(did.What, write.Event!),
        Condition.Compare { Field: "contact.tags", Operand: var tag } => write.Event!.Event is "contact.tagged" or "contact.untagged" && (write.Event.Mark is null || tag.ToString() == write.Event.Mark || tag.List.Contains(write.Event.Mark)),
        Condition.Compare { Field: "contact.stage" } => write.Event!.Event == "hub.stage.moved",
        Condition.Compare { Field: var field } => field == "contact.score." + write.Event!.Mark || (write.Event.Event == "contact.updated" && field == "contact." + write.Event.Mark),
        _ => false,
    };

    // False only when what is known of the write makes the condition false for sure.
    private static bool MayHold(Condition condition, RuleWrite write) => condition switch
    {
        Condition.All all => all.Items.All(i => MayHold(i, write)),
        Condition.Any any => any.Items.Any(i => MayHold(i, write)),
        Condition.Compare compare when write.Properties.TryGetValue(compare.Field, out var value) => compare.Operator switch
        {
            "eq" => string.Equals(compare.Operand.ToString(), value, StringComparison.OrdinalIgnoreCase),
            "ne" => !string.Equals(compare.Operand.ToString(), value, StringComparison.OrdinalIgnoreCase),
            "in" => compare.Operand.List.Contains(value, StringComparer.OrdinalIgnoreCase),
            "exists" => compare.Operand.Flag ?? true,
            _ => true,
        },
        _ => true,
    };
}
