using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// The subscriptions of our app in one shop. Shopify drops them after failures, so they are looked at again and again. Compliance topics are never made here: they exist in the app's settings only.
/// https://shopify.dev/docs/api/admin-graphql/latest/queries/webhookSubscriptions
/// </summary>
internal static class ShopifySubscriptions
{
    private const int MostPages = 20;

    /// <summary>The vendor's enum and what the header says.</summary>
    internal static readonly (string Enum, string Topic)[] Wished =
    [
        ("CUSTOMERS_CREATE", "customers/create"), ("CUSTOMERS_UPDATE", "customers/update"), ("CUSTOMERS_DELETE", "customers/delete"), ("CUSTOMER_TAGS_ADDED", "customer.tags_added"),
        ("CUSTOMER_TAGS_REMOVED", "customer.tags_removed"), ("CUSTOMERS_EMAIL_MARKETING_CONSENT_UPDATE", "customers_email_marketing_consent/update"),
        ("CUSTOMERS_MARKETING_CONSENT_UPDATE", "customers_marketing_consent/update"), ("ORDERS_CREATE", "orders/create"), ("ORDERS_PAID", "orders/paid"), ("ORDERS_UPDATED", "orders/updated"),
        ("ORDERS_CANCELLED", "orders/cancelled"), ("ORDERS_FULFILLED", "orders/fulfilled"), ("ORDERS_PARTIALLY_FULFILLED", "orders/partially_fulfilled"), ("REFUNDS_CREATE", "refunds/create"),
        ("FULFILLMENTS_CREATE", "fulfillments/create"), ("FULFILLMENTS_UPDATE", "fulfillments/update"), ("FULFILLMENT_EVENTS_CREATE", "fulfillment_events/create"),
        ("CHECKOUTS_CREATE", "checkouts/create"), ("CHECKOUTS_UPDATE", "checkouts/update"), ("APP_UNINSTALLED", "app/uninstalled"),
    ];

    internal static async Task<VendorResult<SubscriptionReport>> SubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken)
    {
        var present = await ListAsync(session, cancellationToken);
        if (present.Failure is { } failure)
        {
            return failure;
        }

        var (here, report) = (wish.Address.AbsoluteUri, new List<Subscription>());
        foreach (var old in present.Value!.Where(s => wish.IsOwn(s.Uri) && s.Uri != here))
        {
            await DeleteAsync(session, old.Id, cancellationToken);
        }

        foreach (var (name, topic) in Wished)
        {
            var found = present.Value!.Where(s => s.Topic == name && s.Uri == here).ToList();
            // A filter would hide what it does not let through; ours have none.
            var right = found.Find(s => !s.IsFiltered);
            foreach (var wrong in found.Where(s => s != right))
            {
                await DeleteAsync(session, wrong.Id, cancellationToken);
            }

            if (right is not null)
            {
                report.Add(new(topic, found.Count > 1 ? SubscriptionState.Repaired : SubscriptionState.Fine));
                continue;
            }

            var made = await MakeAsync(session, name, here, cancellationToken);
            if (made is { Kind: FailureKind.Transient or FailureKind.RateLimited or FailureKind.Unauthorised })
            {
                return made;
            }

            report.Add(made is null ? new(topic, found.Count > 0 ? SubscriptionState.Repaired : SubscriptionState.Made) : new(topic, SubscriptionState.Missing, made.Message));
        }

        report.AddRange(present.Value!.Where(s => !wish.IsOwn(s.Uri)).GroupBy(s => s.Uri).Select(g =>
            new Subscription("to another address", SubscriptionState.Foreign, $"{g.Count()} of this app's subscriptions call another address; they were left alone. Is a second hub connected to this shop?")));
        return new SubscriptionReport(report);
    }

    internal static async Task<VendorResult<int>> UnsubscribeAsync(VendorSession session, SubscriptionWish wish, CancellationToken cancellationToken)
    {
        var present = await ListAsync(session, cancellationToken);
        if (present.Failure is { } failure)
        {
            return failure;
        }

        var removed = 0;
        foreach (var own in present.Value!.Where(s => wish.IsOwn(s.Uri)))
        {
            removed += await DeleteAsync(session, own.Id, cancellationToken) ? 1 : 0;
        }

        return removed;
    }

    private static async Task<VendorResult<List<Present>>> ListAsync(VendorSession session, CancellationToken cancellationToken)
    {
        var (all, after) = (new List<Present>(), (string?)null);
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Subscriptions, new Dictionary<string, object?> { ["first"] = 100, ["after"] = after }, cancellationToken);
            if (answer.Failure is { } failure)
            {
                return failure;
            }

            var list = answer.Value!.Data.Get("webhookSubscriptions");
            all.AddRange(list.Get("nodes").Items().Select(n => new Present(n.Text("id") ?? "", n.Text("topic") ?? "", n.Text("uri") ?? "", n.Text("filter") is not null || n.Get("includeFields").Items().Any())));
            after = list.Get("pageInfo").Text("endCursor");
            if (list.Get("pageInfo").Flag("hasNextPage") is not true || after is null)
            {
                break;
            }
        }

        return all;
    }

    private static async Task<VendorFailure?> MakeAsync(VendorSession session, string topic, string address, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object?> { ["topic"] = topic, ["sub"] = new Dictionary<string, object?> { ["uri"] = address, ["format"] = "JSON" } };
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Subscribe, variables, cancellationToken);
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var payload = answer.Value!.Data.Get("webhookSubscriptionCreate");
        var errors = payload.Get("userErrors").Items().Select(e => e.Text("message")).OfType<string>().ToList();
        return errors.Count > 0 ? new(FailureKind.Rejected, FailureTable.Cut(string.Join("; ", errors)))
            : payload.Get("webhookSubscription").Text("id") is null ? new(FailureKind.Rejected, ShopifyAnswer.Messages(answer.Value.Errors)) : null;
    }

    private static async Task<bool> DeleteAsync(VendorSession session, string id, CancellationToken cancellationToken)
    {
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Unsubscribe, new Dictionary<string, object?> { ["id"] = id }, cancellationToken);
        return answer.Value?.Data.Get("webhookSubscriptionDelete").Text("deletedWebhookSubscriptionId") is not null;
    }

    private sealed record Present(string Id, string Topic, string Uri, bool IsFiltered);
}
