using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;

namespace IntegrationHub.Mappings.Engine;

/// <summary>Whether a message may go to a contact now: pure, asked when it is decided and again in the claim, the last moment before the call.</summary>
public static class TouchGate
{
    // Lifting a pause looks at what it held at once; this is only for the case that nobody ever lifts it.
    private static readonly TimeSpan UntilLifted = TimeSpan.FromDays(30);

    // A sentence names the latest few; more would be a list.
    private const int Named = 3;
    private static readonly HashSet<string> NeutralReasons = new(StringComparer.OrdinalIgnoreCase) { "", "customer", "changed mind", "inventory", "other", "restock" };

    /// <summary>Asks.</summary>
    /// <param name="facts">The contact.</param>
    /// <param name="log">What went out already; the action itself is left out by its key.</param>
    /// <param name="rules">Caps and quiet hours.</param>
    /// <param name="client">Zone and holidays.</param>
    /// <param name="touch">Class of the action.</param>
    /// <param name="hold">True when cap, calm and pause hold it (a review request always), false when they drop it.</param>
    /// <param name="actionKey">Key of the action where it is logged already; null otherwise.</param>
    /// <param name="preferredAt">Local time at which it should be tried again; null for any allowed hour.</param>
    /// <param name="now">The time it is asked for.</param>
    public static GateAnswer Check(
        ContactFacts facts, RunLog log, CalmRules rules, ClientContext client, TouchClass touch, bool hold, string? actionKey, TimeOnly? preferredAt, DateTimeOffset now)
    {
        var clock = new LocalTime(client.TimeZone);
        if (facts.Erased)
        {
            return new(Verdict.Paused, null, "erased", null, "they asked to be forgotten");
        }

        var pause = facts.Pauses.Values.Where(p => p.Since <= now && (p.Until is null || p.Until > now) && (p.Scope == "all" || touch == TouchClass.Marketing))
            .OrderByDescending(p => p.Until ?? DateTimeOffset.MaxValue).FirstOrDefault();
        if (pause is not null)
        {
            return new(Verdict.Paused, hold ? Allowed(pause.Until ?? now + UntilLifted) : null, "pause " + pause.Scope, pause.Reason,
                $"{pause.By} paused them on {clock.Say(pause.Since)}: '{pause.Reason}'");
        }

        if (touch == TouchClass.Internal)
        {
            return GateAnswer.Go;
        }

        if (facts.Seen.TryGetValue("email.bounced", out var bounced) && bounced.Recent.LastOrDefault(b => b.Note == "hard") is { } hard
            && !(facts.Seen.TryGetValue("contact.email.changed", out var changed) && changed.LastAt > hard.At))
        {
            return new(Verdict.NoConsent, null, "address bounced", clock.Say(hard.At), "mail to their address could not be delivered");
        }

        if (touch == TouchClass.Marketing)
        {
            if (Consent(facts, client) is { } refused)
            {
                return refused;
            }

            if (Trouble(facts, rules, now) is { } trouble)
            {
                return new(Verdict.Paused, hold ? Allowed(trouble.Until) : null, "calm", trouble.Why, $"{trouble.Why}, and they are left in peace until {clock.Say(trouble.Until)}");
            }

            foreach (var (max, days) in rules.Caps)
            {
                var sent = Sent(facts, log, actionKey, now.AddDays(-days), now);
                if (sent.Count >= max)
                {
                    var free = sent[sent.Count - max].At.AddDays(days);
                    return new(Verdict.Capped, hold ? Allowed(free) : null, $"cap marketing {max} in P{days}D", $"{sent.Count} of {max}",
                        $"they had {sent.Count} of {max} messages in {days} days ({string.Join(", ", sent.TakeLast(Named).Select(m => $"{m.What} {clock.Say(m.At)}"))})");
                }
            }
        }

        return IsQuiet(clock, rules, client, now)
            ? new(Verdict.QuietHours, Allowed(now), "quiet hours", clock.Say(now), $"{clock.Say(now)} lies in the quiet hours")
            : GateAnswer.Go;

        DateTimeOffset Allowed(DateTimeOffset from) => preferredAt is { } at
            ? clock.Next(from, at, d => !IsQuietDay(rules, client, d))
            : IsQuiet(clock, rules, client, from) ? clock.Next(from, rules.QuietTo, d => !IsQuietDay(rules, client, d)) : from;
    }

    private static GateAnswer? Consent(ContactFacts facts, ClientContext client)
    {
        if (facts.Count("email.complained") > 0)
        {
            return new(Verdict.NoConsent, null, "spam mark", null, "they marked a mail as spam");
        }

        var held = facts.Consents.Values.Where(c => c is { Purpose: "marketing", Channel: "email" }).OrderBy(c => c.Tool, StringComparer.Ordinal).ToArray();
        if (held.FirstOrDefault(c => !c.Given) is { } no)
        {
            return new(Verdict.NoConsent, null, "consent marketing email", "no in " + no.Tool, $"they said no in {client.ToolName(no.Tool)}");
        }

        var asked = client.Connections.Where(c => c.Role != "reviews").Select(c => c.ToolName + ": none recorded").Distinct();
        return held.Length == 0 ? new(Verdict.NoConsent, null, "consent marketing email", "no yes recorded", $"no tool holds their yes ({string.Join("; ", asked)})") : null;
    }

    /// <summary>True when a recorded yes stands against no no: whether a message may go at all, caps and hours apart.</summary>
    internal static bool MayWrite(ContactFacts facts, ClientContext client) => Consent(facts, client) is null;

    /// <summary>Which tool holds a no; null when none does.</summary>
    internal static string? SaidNo(ContactFacts facts, ClientContext client) => Consent(facts, client) is { } no && (no.Clause == "spam mark" || no.Value?.StartsWith("no in ", StringComparison.Ordinal) == true) ? no.Sentence : null;

    private static (DateTimeOffset Until, string Why)? Trouble(ContactFacts facts, CalmRules rules, DateTimeOffset now)
    {
        var since = now.AddDays(-rules.CalmDays);
        if (facts.Seen.TryGetValue("order.refunded", out var refunds)
            && refunds.Recent.LastOrDefault(r => r.At > since && r.At <= now && !NeutralReasons.Contains(r.Note ?? "")) is { } refund)
        {
            return (refund.At.AddDays(rules.CalmDays), $"money was returned ('{refund.Note}')");
        }

        if (OpenKeys(facts, "ticket.opened", "ticket.closed").Count > 0)
        {
            return (now.AddDays(1), "a ticket is still open");
        }

        foreach (var name in (string[])["review.posted", "review.updated"])
        {
            if (facts.Seen.TryGetValue(name, out var reviews) && reviews.Recent.LastOrDefault(r => r.At > since && r.At <= now && r.Note is "1" or "2") is { } review)
            {
                return (review.At.AddDays(rules.CalmDays), "they left one or two stars");
            }
        }

        return null;
    }

    /// <summary>Keys that were opened and not closed.</summary>
    internal static HashSet<string> OpenKeys(ContactFacts facts, string opened, params string[] closed)
    {
        var keys = facts.Seen.TryGetValue(opened, out var seen) ? seen.Recent.Select(o => o.Key ?? o.EventKey).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var name in closed)
        {
            if (facts.Seen.TryGetValue(name, out var ends))
            {
                keys.ExceptWith(ends.Recent.Select(o => o.Key ?? o.EventKey));
            }
        }

        return keys;
    }

    // Everybody's messages count: ours, and mails that no action of ours caused. A mail within two hours after a touch of ours is taken as its effect.
    private static List<(DateTimeOffset At, string What)> Sent(ContactFacts facts, RunLog log, string? actionKey, DateTimeOffset since, DateTimeOffset now)
    {
        var ours = log.Touches.Where(t => t.Class == TouchClass.Marketing && t.ActionKey != actionKey && t.At <= now).OrderBy(t => t.At).ToList();
        var open = ours.ConvertAll(t => t.At);
        var sent = ours.Where(t => t.At > since).Select(t => (t.At, What: $"'{t.Rule}'")).ToList();
        foreach (var mail in facts.Seen.TryGetValue("email.sent", out var mails) ? mails.Recent : [])
        {
            var cause = open.FindIndex(t => mail.At >= t && mail.At <= t.AddHours(2));
            if (cause >= 0)
            {
                open.RemoveAt(cause);
            }
            else if (mail.Note != "ours" && mail.At > since && mail.At <= now)
            {
                sent.Add((mail.At, "a mail that no rule sent"));
            }
        }

        return [.. sent.OrderBy(m => m.At)];
    }

    private static bool IsQuietDay(CalmRules rules, ClientContext client, DateOnly day) => rules.QuietDays.Contains(day.DayOfWeek) || client.Holidays.Contains(day);

    private static bool IsQuiet(LocalTime clock, CalmRules rules, ClientContext client, DateTimeOffset at)
    {
        var local = clock.Of(at);
        var time = TimeOnly.FromDateTime(local);
        var hours = rules.QuietFrom > rules.QuietTo ? time >= rules.QuietFrom || time < rules.QuietTo : time >= rules.QuietFrom && time < rules.QuietTo;
        return hours || IsQuietDay(rules, client, DateOnly.FromDateTime(local));
    }
}
