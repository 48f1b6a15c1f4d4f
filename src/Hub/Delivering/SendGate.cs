using System.Globalization;
using IntegrationHub.Journey;
using IntegrationHub.Journey.Facts;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Delivering;

/// <summary>The last check before a call: what became true between planning and now. Pure; runs inside the claim on the contact as stored at that moment.</summary>
internal static class SendGate
{
    /// <summary>How soon an action is looked at again whose contact is paused without an end.</summary>
    public static readonly TimeSpan PauseCheck = TimeSpan.FromHours(1);

    /// <summary>Checks one action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="contact">The contact's facts; null when the action concerns no contact or the contact is not there.</param>
    /// <param name="toolName">Name shown to people for a connection id.</param>
    /// <param name="now">The time of the claim.</param>
    public static GateVerdict Check(DueAction action, ContactFacts? contact, Func<string, string> toolName, DateTimeOffset now)
    {
        if (action.StaleAt is { } stale && stale < now.ToUnixTimeMilliseconds())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(stale).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return GateVerdict.Drop(Verdict.Stale, "staleAfter", at, $"Too old: of no use after {at} UTC.");
        }

        if (contact is { Erased: true })
        {
            return GateVerdict.Drop(Verdict.NoConsent, "erased", null, "The contact was erased on request: nothing is sent.");
        }

        var pauses = contact?.Pauses.Values.Where(p => (p.Until is null || p.Until > now) && (p.Scope == "all" || action.Touch is TouchClass.Marketing));
        if (pauses?.MaxBy(p => p.Until ?? DateTimeOffset.MaxValue) is { } pause)
        {
            return GateVerdict.Hold(Verdict.Paused, "pause " + pause.Scope, pause.By, $"Paused by {pause.By}: {pause.Reason}", pause.Until ?? now + PauseCheck);
        }

        if (action.Touch is not TouchClass.Internal && contact is not null && HardBounce(contact))
        {
            return GateVerdict.Drop(Verdict.NoConsent, "address bounced", null, "Not sent: mail to their address could not be delivered.");
        }

        return action.Touch is TouchClass.Marketing ? Consent(contact, toolName) : GateVerdict.Pass;
    }

    // The strictest tool wins: one no stops all.
    private static GateVerdict Consent(ContactFacts? contact, Func<string, string> toolName)
    {
        if (contact?.Count("email.complained") > 0)
        {
            return GateVerdict.Drop(Verdict.NoConsent, "spam mark", null, "Not sent: they marked a mail as spam.");
        }

        var known = contact?.Consents.Values.Where(c => c is { Purpose: "marketing", Channel: "email" }).ToList() ?? [];
        if (known.Find(c => !c.Given) is { } no)
        {
            return GateVerdict.Drop(Verdict.NoConsent, "consent marketing/email", "no", $"Not sent: said no in {toolName(no.Tool)}.");
        }

        return known.Count > 0
            ? GateVerdict.Pass
            : GateVerdict.Drop(Verdict.NoConsent, "consent marketing/email", "none", "Not sent: there is no recorded yes to marketing by e-mail.");
    }

    // An address that changed after the bounce is a new chance.
    private static bool HardBounce(ContactFacts contact) =>
        contact.Seen.TryGetValue("email.bounced", out var bounced) && bounced.Recent.LastOrDefault(b => b.Note == "hard") is { } hard
        && !(contact.Fields.TryGetValue("email", out var email) && email.At > hard.At);
}
