using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Sends mutations, up to <see cref="ShopifySettings.ChangesPerCall"/> in a call, and judges each by its own alias. <c>errors</c> beside data are no reason to repeat: an error at the alias
/// says that this mutation did not run, a deeper one only that a selected field could not be read.
/// </summary>
internal static class ShopifyChanges
{
    /// <summary>Sends mutations that may be repeated; one verdict for each of their actions.</summary>
    /// <param name="session">Whose call it is.</param>
    /// <param name="changes">The mutations.</param>
    /// <param name="done">What is said of an action whose mutation was taken.</param>
    /// <param name="cancellationToken">The caller's own token.</param>
    internal static async Task<List<ActionVerdict>> SendAsync(
        VendorSession session, IReadOnlyList<ShopifyChange> changes, Func<OutboundAction, string> done, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>();
        foreach (var call in changes.Chunk(ShopifySettings.ChangesPerCall))
        {
            verdicts.AddRange(await OneCallAsync(session, call, done, cancellationToken));
        }

        return verdicts;
    }

    /// <summary>Why one mutation was not done; null when it was.</summary>
    internal static ActionVerdict? Refusal(OutboundAction action, ShopifyAnswer answer, string alias, VendorExchange? exchange)
    {
        var item = answer.Data.Get(alias);
        if (item.ValueKind is not JsonValueKind.Object)
        {
            // Null at the alias itself: this mutation did not run.
            return ShopifyAnswer.FailureAt(answer, alias) is { } failure
                ? Verdicts.Of(action.Key, failure, exchange)
                : new(action.Key, ActionOutcome.Retry, "The shop gave no result for this one.", null, exchange);
        }

        var refusals = item.Get("userErrors").Items().Select(error => error.Text("message") ?? "refused").ToList();
        return refusals.Count > 0 ? new(action.Key, ActionOutcome.Rejected, FailureTable.Cut("The shop refused: " + string.Join("; ", refusals)), null, exchange) : null;
    }

    private static async Task<IEnumerable<ActionVerdict>> OneCallAsync(VendorSession session, ShopifyChange[] changes, Func<OutboundAction, string> done, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Changes(changes), ShopifyOperations.Variables(changes), cancellationToken);
        var exchange = recorded.Exchange;
        return changes.SelectMany((change, i) => change.Actions.Select(action => answer.Failure is { } failure ? Verdicts.Of(action.Key, failure, exchange)
            : Refusal(action, answer.Value!, "a" + i.ToString(CultureInfo.InvariantCulture), exchange)
                ?? new(action.Key, ActionOutcome.Done, done(action), null, exchange, action.Target.ObjectId))).ToList();
    }
}
