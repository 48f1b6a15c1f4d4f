using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Interests of a member, named as the audience's groups are: <c>Bread</c>, or <c>What you like: Bread</c> where two groups have the same name. They are never made here.</summary>
internal static class MailchimpInterests
{
    /// <summary>Sets several interests of one member in one call; one verdict for each action.</summary>
    internal static async Task<List<ActionVerdict>> SetAsync(VendorSession session, string member, List<OutboundAction> actions, bool on, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        var known = await KnownAsync(session, cancellationToken);
        if (known.Failure is { } unread)
        {
            return actions.ConvertAll(a => Verdicts.Of(a.Key, unread, recorded.Exchange));
        }

        var verdicts = new List<ActionVerdict>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var action in actions)
        {
            var name = action.Text("interest").Trim();
            var found = known.Value!.FindAll(i => i.Id == name || Is(i.Name, name) || Is(i.Category + ": " + i.Name, name));
            if (found.Count == 1)
            {
                ids[action.Key] = found[0].Id;
                continue;
            }

            verdicts.Add(new(action.Key, ActionOutcome.Rejected, FailureTable.Cut(found.Count == 0
                ? $"The audience has no interest \"{name}\"; there {(known.Value.Count == 0 ? "is none" : "are: " + string.Join(", ", known.Value.Select(i => i.Name)))}."
                : $"The audience has \"{name}\" more than once: name it as \"{found[0].Category}: {found[0].Name}\"."), null, recorded.Exchange));
        }

        if (ids.Count == 0)
        {
            return verdicts;
        }

        var wished = ids.Values.Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => on, StringComparer.Ordinal);
        var answer = await MailchimpAnswer.SendAsync(
            session, (api, authorization) => api.Patch(session.Connection.Thing, member, authorization, new() { Interests = wished }, repeatable: true, cancellationToken));
        verdicts.AddRange(actions.Where(a => ids.ContainsKey(a.Key)).Select(a => answer.Failure is { } failure
            ? MailchimpActions.Failed(a, failure, recorded.Exchange)
            : answer.Value.Get("interests").Flag(ids[a.Key]) == on
                ? new ActionVerdict(a.Key, ActionOutcome.Done, $"The member {(on ? "has" : "no longer has")} the interest \"{a.Text("interest").Trim()}\".", null, recorded.Exchange, member)
                : new(a.Key, ActionOutcome.Ignored, $"Mailchimp answered well and the interest \"{a.Text("interest").Trim()}\" is as it was.", null, recorded.Exchange, member)));
        return verdicts;
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static async Task<VendorResult<List<(string Id, string Name, string Category)>>> KnownAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var categories = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetInterestCategories(session.Connection.Thing, authorization, cancellationToken));
        if (categories.Failure is { } failure)
        {
            return failure;
        }

        var known = new List<(string, string, string)>();
        foreach (var (id, title) in Named(categories.Value, "categories", "title"))
        {
            var interests = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetInterests(session.Connection.Thing, id, authorization, cancellationToken));
            if (interests.Failure is { } unread)
            {
                return unread;
            }

            known.AddRange(Named(interests.Value, "interests", "name").Select(i => (i.Id, i.Name, title)));
        }

        return known;
    }

    private static IEnumerable<(string Id, string Name)> Named(JsonElement answer, string list, string name) =>
        answer.Get(list).Items().Where(i => i.Text("id") is { Length: > 0 }).Select(i => (i.Text("id")!, i.Text(name) ?? ""));
}
