using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.HubSpot;

/// <summary>People on lists: many in one call. Only lists that people keep by hand can be written. https://developers.hubspot.com/docs/api-reference/latest/crm/lists</summary>
internal static class HubSpotMemberships
{
    /// <summary>Why it cannot be done; null when it can.</summary>
    internal static string? Refusal(OutboundAction action) =>
        long.TryParse(action.Text("list"), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "Name the list by its number: HubSpot shows it in the list's address.";

    /// <summary>Puts people on a list, or takes them off.</summary>
    internal static async Task<IReadOnlyList<ActionVerdict>> DeliverAsync(VendorSession session, bool adds, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>(actions.Count);
        foreach (var same in actions.GroupBy(a => a.Text("list"), StringComparer.Ordinal))
        {
            using var recorded = ExchangeRecorder.Begin();
            var ids = new JArray(same.Select(a => a.Target.ObjectId!).Distinct(StringComparer.Ordinal));
            var answer = await HubSpotAnswer.Send(session, false, (api, token) => api.ListMembers(token, same.Key, adds ? "add" : "remove", ids, repeatable: true, cancellationToken), cancellationToken);
            var missing = HubSpotAnswer.Get(answer.Value, "recordIdsMissing") is JArray lost ? lost.Select(t => t.ToString()).ToHashSet(StringComparer.Ordinal) : [];
            verdicts.AddRange(same.Select(a => answer.Failure is { } failure ? Verdicts.Of(a.Key, failure with { Message = failure.Kind is FailureKind.NotFound ? $"HubSpot has no list {same.Key}." : failure.Message }, recorded.Exchange)
                : missing.Contains(a.Target.ObjectId!) ? new(a.Key, ActionOutcome.Rejected, "HubSpot has no record of this contact any more.", null, recorded.Exchange)
                : new ActionVerdict(a.Key, ActionOutcome.Done, adds ? $"On the list {same.Key}." : $"Not on the list {same.Key}.", null, recorded.Exchange, a.Target.ObjectId)));
        }

        return verdicts;
    }
}
