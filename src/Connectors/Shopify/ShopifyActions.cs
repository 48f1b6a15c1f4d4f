using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Actions on a shop: tags of customers. <c>tagsAdd</c> and <c>tagsRemove</c> are additive and safe to repeat; <c>customerUpdate(tags)</c> would replace the whole list and is never used.
/// </summary>
internal static class ShopifyActions
{
    /// <summary>Tags compare without case and outer spaces.</summary>
    internal static string CanonicalTag(string tag) => tag.Trim().ToLowerInvariant();

    /// <summary>The mark of a tag on a customer.</summary>
    internal static WriteMark TagMark(string customer, string tag, bool on) => new("customer:" + customer, "tag:" + CanonicalTag(tag), on ? "on" : "off");

    /// <summary>What the shop will show when the action is done.</summary>
    internal static IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) =>
        verb is "tag.add" or "tag.remove" && action.Target.ObjectId is { } id && action.Text("tag").Trim().Length > 0 ? [TagMark(id, action.Text("tag"), verb == "tag.add")] : [];

    /// <summary>Carries actions out, up to <see cref="ShopifySettings.TagsPerCall"/> in a call, each under its own alias.</summary>
    internal static async Task<IReadOnlyList<ActionVerdict>> DeliverAsync(
        VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var mutation = verb switch { "tag.add" => "tagsAdd", "tag.remove" => "tagsRemove", _ => null };
        var verdicts = new List<ActionVerdict>(actions.Count);
        var ready = new List<OutboundAction>(actions.Count);
        foreach (var action in actions)
        {
            var refusal = mutation is null ? $"Shopify has no action {verb}." : Refusal(action);
            if (refusal is null)
            {
                ready.Add(action);
            }
            else
            {
                verdicts.Add(new(action.Key, ActionOutcome.Rejected, refusal));
            }
        }

        foreach (var chunk in ready.Chunk(ShopifySettings.TagsPerCall))
        {
            verdicts.AddRange(await SendAsync(session, mutation!, chunk, cancellationToken));
        }

        return verdicts;
    }

    private static string? Refusal(OutboundAction action)
    {
        var tag = action.Text("tag").Trim();
        return action.Target.ObjectId is not { Length: > 0 } id || !id.All(char.IsAsciiDigit) ? "The shop has no customer record of this contact, and no address is known to look for."
            : tag.Length == 0 ? "The action names no tag."
            : tag.Length > ShopifySettings.TagLength ? $"The tag is longer than {ShopifySettings.TagLength} characters."
            : tag.Contains(',', StringComparison.Ordinal) ? "A tag cannot contain a comma in Shopify."
            : null;
    }

    private static async Task<IEnumerable<ActionVerdict>> SendAsync(VendorSession session, string mutation, OutboundAction[] actions, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < actions.Length; i++)
        {
            var place = i.ToString(CultureInfo.InvariantCulture);
            variables["id" + place] = "gid://shopify/Customer/" + actions[i].Target.ObjectId;
            variables["tags" + place] = new[] { actions[i].Text("tag").Trim() };
        }

        using var recorded = ExchangeRecorder.Begin();
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Tags(mutation, actions.Length), variables, cancellationToken);
        var exchange = recorded.Exchange;
        return answer.Failure is { } failure
            ? actions.Select(action => Verdicts.Of(action.Key, failure, exchange))
            : actions.Select((action, i) => Judge(action, answer.Value!, "a" + i.ToString(CultureInfo.InvariantCulture), exchange)).ToList();
    }

    private static ActionVerdict Judge(OutboundAction action, ShopifyAnswer answer, string alias, VendorExchange? exchange)
    {
        var item = answer.Data.Get(alias);
        if (item.ValueKind is not JsonValueKind.Object)
        {
            // Null at the alias itself: this mutation did not run.
            return ShopifyAnswer.FailureAt(answer, alias) is { } failure
                ? Verdicts.Of(action.Key, failure, exchange)
                : new(action.Key, ActionOutcome.Retry, "The shop gave no result for this customer.", null, exchange);
        }

        var refusals = item.Get("userErrors").Items().Select(error => error.Text("message") ?? "refused").ToList();
        return refusals.Count > 0
            ? new(action.Key, ActionOutcome.Rejected, FailureTable.Cut("The shop refused: " + string.Join("; ", refusals)), null, exchange)
            : new(action.Key, ActionOutcome.Done, $"The shop has the change of the tag \"{action.Text("tag").Trim()}\".", null, exchange, action.Target.ObjectId);
    }
}
