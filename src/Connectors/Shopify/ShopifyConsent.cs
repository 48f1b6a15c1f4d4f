using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// A customer's yes or no to mail. A no is always taken. A yes is written only with its proof stated, and over a no only when the proof is newer than the no: what is known here is read first.
/// </summary>
internal static class ShopifyConsent
{
    internal static bool IsYes(OutboundAction action) => action.Text("state").Trim().Equals("subscribed", StringComparison.OrdinalIgnoreCase);

    internal static async Task<List<ActionVerdict>> SetAsync(VendorSession session, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = actions.Where(a => Refusal(a) is not null).Select(a => new ActionVerdict(a.Key, ActionOutcome.Rejected, Refusal(a)!)).ToList();
        var ready = actions.FindAll(a => Refusal(a) is null);
        if (ready.Count == 0)
        {
            return verdicts;
        }

        using var recorded = ExchangeRecorder.Begin();
        var read = await ShopifyAnswer.NodesAsync(session, ShopifyOperations.Consents, ready.Select(ShopifyActions.Customer), cancellationToken);
        if (read.Failure is { } failure)
        {
            return [.. verdicts, .. ready.Select(a => Verdicts.Of(a.Key, failure, recorded.Exchange))];
        }

        var known = read.Value!.NodesById(n => n.Get("defaultEmailAddress"));
        var changes = new List<ShopifyChange>();
        foreach (var action in ready)
        {
            var (state, since) = known.TryGetValue(ShopifyActions.Customer(action), out var email) ? (email.Text("marketingState"), email.Instant("marketingUpdatedAt")) : (null, null);
            var at = At(action, session);
            if (state is null)
            {
                verdicts.Add(new(action.Key, ActionOutcome.Rejected, "The shop has no customer with an address here.", null, recorded.Exchange));
            }
            else if (state == (IsYes(action) ? "SUBSCRIBED" : "UNSUBSCRIBED"))
            {
                verdicts.Add(new(action.Key, ActionOutcome.Done, $"The customer was {state.ToLowerInvariant()} already.", null, recorded.Exchange, action.Target.ObjectId));
            }
            else if (IsYes(action) && state is "UNSUBSCRIBED" && (action.Text("at").Length == 0 || since is null || at <= since))
            {
                verdicts.Add(new(action.Key, ActionOutcome.Rejected, "The customer said no here, and nothing states a later yes. They can only come back by themselves.", null, recorded.Exchange));
            }
            else
            {
                changes.Add(Change(action, at));
            }
        }

        return [.. verdicts, .. await ShopifyChanges.SendAsync(session, changes, a => $"The shop has them as {(IsYes(a) ? "subscribed" : "unsubscribed")}.", cancellationToken)];
    }

    private static ShopifyChange Change(OutboundAction action, DateTimeOffset at) => new(
        "customerEmailMarketingConsentUpdate", "customer { id } userErrors { field message }", [action], ("input", "CustomerEmailMarketingConsentUpdateInput!", new Dictionary<string, object?>
        {
            ["customerId"] = ShopifyActions.Customer(action),
            ["emailMarketingConsent"] = new Dictionary<string, object?>
            {
                ["marketingState"] = IsYes(action) ? "SUBSCRIBED" : "UNSUBSCRIBED", ["marketingOptInLevel"] = "SINGLE_OPT_IN",
                ["consentUpdatedAt"] = ShopifyOperations.Instant(at),
            },
        }));

    // Never later than now: the shop refuses a time to come.
    private static DateTimeOffset At(OutboundAction action, VendorSession session)
    {
        var (stated, now) = (action.Arguments.GetValueOrDefault("at").Time ?? JsonReading.ToInstant(action.Text("at")), session.Time.GetUtcNow());
        return stated < now ? stated.Value : now;
    }

    private static string? Refusal(OutboundAction action) =>
        action.Text("state").Trim().ToLowerInvariant() is not ("subscribed" or "unsubscribed") ? "The state must be subscribed or unsubscribed."
        : IsYes(action) && action.Text("proof").Trim().Length == 0 ? "Nobody is subscribed without a proof: name under \"proof\" where and when they said yes."
        : action.Text("at").Length > 0 && action.Arguments.GetValueOrDefault("at").Time is null && JsonReading.ToInstant(action.Text("at")) is null ? "The time under \"at\" cannot be read; write it as 2026-11-20T09:15:00Z."
        : null;
}
