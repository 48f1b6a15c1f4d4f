using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// One tag of many members in one call: a tag is a static segment underneath, and segments take up to 500 addresses. Whether that call starts flows is not documented, so the
/// hub sends only tags this way at which no flow is to start.
/// </summary>
internal static class MailchimpTagBatch
{
    /// <summary>Fewer than this go one by one: the batch costs two calls.</summary>
    internal const int Least = 3;

    /// <summary>Carries the actions out as far as the batch can: each action it says nothing about is left for a call of its own.</summary>
    /// <param name="session">The session.</param>
    /// <param name="actions">Actions with addresses, all of one tag.</param>
    /// <param name="add">True to put the tag, false to take it.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>Verdicts by action key; what is missing is still to be done. All fail alike when the call itself failed.</returns>
    internal static async Task<Dictionary<string, ActionVerdict>> DeliverAsync(
        VendorSession session, IReadOnlyList<OutboundAction> actions, bool add, CancellationToken cancellationToken)
    {
        var tag = actions[0].Text("tag").Trim();
        using var recorded = ExchangeRecorder.Begin();
        var found = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.SearchTags(session.Connection.Thing, authorization, tag, cancellationToken));
        if (found.Failure is { } unread)
        {
            return actions.ToDictionary(a => a.Key, a => Verdicts.Of(a.Key, unread, recorded.Exchange), StringComparer.Ordinal);
        }

        if (SegmentOf(found.Value, tag) is not { } segment)
        {
            return []; // the first call for one member makes it
        }

        var emails = actions.Select(a => a.Target.Email!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.ChangeSegment(
            session.Connection.Thing, segment, authorization, add ? new(emails, null) : new(null, emails), repeatable: true, cancellationToken));
        return answer.Failure is { } failure
            ? actions.ToDictionary(a => a.Key, a => Verdicts.Of(a.Key, failure, recorded.Exchange), StringComparer.Ordinal)
            : Judge(actions, answer.Value, add, tag, OneOf(recorded.Exchange, emails.Count));
    }

    private static Dictionary<string, ActionVerdict> Judge(IReadOnlyList<OutboundAction> actions, JsonElement answer, bool add, string tag, VendorExchange? exchange)
    {
        var changed = answer.Get(add ? "members_added" : "members_removed").Items().Select(m => m.Text("email_address")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var verdicts = new Dictionary<string, ActionVerdict>(StringComparer.Ordinal);
        foreach (var action in actions.Where(a => changed.Contains(a.Target.Email!)))
        {
            verdicts[action.Key] = new(action.Key, ActionOutcome.Done, $"The member {(add ? "has" : "no longer has")} the tag \"{tag}\".", null, exchange, MailchimpMember.Of(action.Target));
        }

        return verdicts;
    }

    // Each action keeps the call, not the other people's addresses.
    private static VendorExchange? OneOf(VendorExchange? exchange, int members) => exchange is null ? null : new(
        $"{exchange.Request.Split('\n')[0]}\none of {members} members in this call", exchange.Status, "The answer names this member among those that changed.");

    private static string? SegmentOf(JsonElement answer, string tag) =>
        answer.Get("tags").Items().Where(t => string.Equals(t.Text("name")?.Trim(), tag, StringComparison.OrdinalIgnoreCase)).Select(t => t.Digits("id")).FirstOrDefault(id => id is not null);
}
