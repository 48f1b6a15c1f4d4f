using System.Globalization;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Documents;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Delivering;

/// <summary>
/// The last check before a call: what became true between planning and now. The same gate as at the decision (<see cref="TouchGate"/>), asked about the contact as stored at that
/// moment and about what really went out. Pure; runs inside the claim.
/// </summary>
internal sealed class SendGate(CompiledMapping mapping, ClientContext client, DateTimeOffset now)
{
    /// <summary>How soon an action is looked at again whose contact is paused without an end.</summary>
    public static readonly TimeSpan PauseCheck = TimeSpan.FromHours(1);

    /// <summary>The longest window of the caps, and the time in which a mail is taken for the effect of an action before it.</summary>
    public TimeSpan Window { get; } = TimeSpan.FromDays(mapping.Calm.Caps.Select(c => c.Days).DefaultIfEmpty(0).Max() + 1);

    /// <summary>Checks one action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="contact">The contact; null when the action concerns none or it is not there.</param>
    /// <param name="sent">Marketing messages that went to the contact.</param>
    public GateVerdict Check(DueAction action, ContactNow? contact, RunLog sent)
    {
        if (action.StaleAt is { } stale && stale < now.ToUnixTimeMilliseconds())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(stale).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return GateVerdict.Drop(Verdict.Stale, "staleAfter", at, $"Too old: of no use after {at} UTC.");
        }

        var facts = contact?.Facts;
        if (facts is { Erased: true })
        {
            return GateVerdict.Drop(Verdict.NoConsent, "erased", null, "The contact was erased on request: nothing is sent.");
        }

        var pauses = facts?.Pauses.Values.Where(p => (p.Until is null || p.Until > now) && (p.Scope == "all" || action.Touch is TouchClass.Marketing));
        if (pauses?.MaxBy(p => p.Until ?? DateTimeOffset.MaxValue) is { } pause)
        {
            return GateVerdict.Hold(Verdict.Paused, "pause " + pause.Scope, pause.By, $"Paused by {pause.By}: {pause.Reason}", pause.Until ?? now + PauseCheck);
        }

        return action.Touch is TouchClass.Internal || (facts is null && action.Touch is TouchClass.Service) ? GateVerdict.Pass : Touch(action, facts ?? ContactFacts.Empty, sent);
    }

    // What the rule says of a cap stands in the rule in force: "hold", else it is dropped; a request for a review is always held.
    private GateVerdict Touch(DueAction action, ContactFacts facts, RunLog sent)
    {
        var rule = mapping.Rule(action.Rule);
        var preferred = rule?.Steps.OfType<Instruction.Do>().FirstOrDefault(s => s.Id == action.Step)?.PreferredAt;
        var answer = TouchGate.Check(facts, sent, mapping.Calm, client, action.Touch, rule?.Hold ?? false, action.Key, preferred, now);
        if (answer.Refusal is not { } refusal)
        {
            return GateVerdict.Pass;
        }

        if (answer.NextTryAt is not { } next)
        {
            return GateVerdict.Drop(refusal, answer.Clause ?? "", answer.Value, $"Not sent: {answer.Sentence}.");
        }

        return action.StaleAt is { } stale && stale < next.ToUnixTimeMilliseconds()
            ? GateVerdict.Drop(refusal, answer.Clause ?? "", answer.Value, $"Not sent: {answer.Sentence}; by then it is of no use, so it was dropped.")
            : GateVerdict.Hold(refusal, answer.Clause ?? "", answer.Value, $"Waits until {new LocalTime(client.TimeZone).Say(next)}: {answer.Sentence}.", next);
    }
}
