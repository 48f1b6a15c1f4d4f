using System.Collections.Immutable;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Mappings.Engine;

/// <summary>Rules that begin at something that lasts (gone quiet, tagged, in a segment): when one is switched on, some people are there already. Pure.</summary>
public static class AlreadyThere
{
    /// <summary>All at once, as a number a day.</summary>
    public const int All = int.MaxValue;

    /// <summary>The triggers of a rule whose effect lasts; empty when nobody can be there already.</summary>
    public static ImmutableArray<Trigger> Lasting(CompiledRule rule) => [.. rule.When.Where(t => t.Event is "contact.lapsed" or "segment.entered" || t is { Event: "contact.tagged", Mark: not null })];

    /// <summary>Since when somebody is there, and by which event; null for who is not.</summary>
    public static (DateTimeOffset Since, string EventKey)? Since(CompiledRule rule, ContactFacts facts)
    {
        var found = new List<(DateTimeOffset Since, string EventKey)>();
        foreach (var trigger in Lasting(rule))
        {
            if (trigger.Event == "contact.lapsed")
            {
                if (facts.Stage is { Stage: Journey.StageModel.Lapsed } move)
                {
                    found.Add((move.At, move.EventKey));
                }
            }
            else if (trigger.Event == "segment.entered")
            {
                if (facts.Segments.GetValueOrDefault(trigger.Mark ?? rule.Id) is { On: true } entered)
                {
                    found.Add((entered.At, entered.EventKey));
                }
            }
            else
            {
                found.AddRange(facts.Tags.Values.Select(t => t.GetValueOrDefault(trigger.Mark!)).OfType<TagFact>().Where(t => t.On).Select(t => (t.At, t.EventKey)));
            }
        }

        return found.Count == 0 ? null : found.MaxBy(f => f.Since);
    }
}
