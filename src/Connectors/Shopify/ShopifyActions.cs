using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Actions on a shop. <c>tagsAdd</c> and <c>tagsRemove</c> are additive and safe to repeat; <c>customerUpdate(tags)</c> would replace the whole list and is never used.
/// </summary>
internal static class ShopifyActions
{
    private const string Nothing = "userErrors { field message }";

    /// <summary>Tags compare without case and outer spaces.</summary>
    internal static string CanonicalTag(string tag) => tag.Trim().ToLowerInvariant();

    /// <summary>The mark of a tag on a customer.</summary>
    internal static WriteMark TagMark(string customer, string tag, bool on) => new("customer:" + customer, "tag:" + CanonicalTag(tag), on ? "on" : "off");

    /// <summary>The mark of a customer's yes or no to mail.</summary>
    internal static WriteMark ConsentMark(string customer, bool given) => new("customer:" + customer, "consent:email", given ? "on" : "off");

    /// <summary>Id of a customer as the API wants it.</summary>
    internal static string Customer(OutboundAction action) => "gid://shopify/Customer/" + action.Target.ObjectId;

    /// <summary>What the shop will show when the action is done.</summary>
    internal static IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => action.Target.ObjectId is not { } id ? [] : verb switch
    {
        "tag.add" or "tag.remove" when action.Text("tag").Trim().Length > 0 => [TagMark(id, action.Text("tag"), verb == "tag.add")],
        "consent.set" => [ConsentMark(id, ShopifyConsent.IsYes(action))],
        _ => [],
    };

    /// <summary>Carries actions of one verb out.</summary>
    internal static async Task<IReadOnlyList<ActionVerdict>> DeliverAsync(
        VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>(actions.Count);
        var ready = new List<OutboundAction>(actions.Count);
        foreach (var action in actions)
        {
            if (Refusal(verb, action) is { } refusal)
            {
                verdicts.Add(new(action.Key, ActionOutcome.Rejected, refusal));
            }
            else
            {
                ready.Add(action);
            }
        }

        if (ready.Count > 0)
        {
            verdicts.AddRange(verb switch
            {
                "tag.add" or "tag.remove" => await TagsAsync(session, ready.GroupBy(Customer), verb == "tag.add", "customer", cancellationToken),
                "order.tag.add" or "order.tag.remove" => await TagsAsync(session, ready.GroupBy(a => "gid://shopify/Order/" + OrderOf(a)), verb == "order.tag.add", "order", cancellationToken),
                "metafield.set" => await FieldsAsync(session, ready, cancellationToken),
                "note.set" => await ShopifyNoteLine.KeepAsync(session, ready, cancellationToken),
                "consent.set" => await ShopifyConsent.SetAsync(session, ready, cancellationToken),
                _ => await ShopifyCodes.CreateAsync(session, ready, cancellationToken),
            });
        }

        return verdicts;
    }

    private static Task<List<ActionVerdict>> TagsAsync(VendorSession session, IEnumerable<IGrouping<string, OutboundAction>> things, bool add, string what, CancellationToken cancellationToken) =>
        ShopifyChanges.SendAsync(
            session,
            [.. things.Select(thing => new ShopifyChange(
                add ? "tagsAdd" : "tagsRemove", "node { id } " + Nothing, [.. thing], ("id", "ID!", thing.Key),
                ("tags", "[String!]!", thing.Select(a => a.Text("tag").Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToArray())))],
            action => $"The {what} {(add ? "has" : "no longer has")} the tag \"{action.Text("tag").Trim()}\".", cancellationToken);

    // Each field a mutation of its own: several in one would be all or nothing.
    private static Task<List<ActionVerdict>> FieldsAsync(VendorSession session, List<OutboundAction> actions, CancellationToken cancellationToken) => ShopifyChanges.SendAsync(
        session,
        [.. actions.Select(a => new ShopifyChange("metafieldsSet", "metafields { id } " + Nothing, [a], ("metafields", "[MetafieldsSetInput!]!", new[]
        {
            new Dictionary<string, object?>
            {
                ["ownerId"] = Customer(a), ["namespace"] = ShopifySettings.FieldNamespace, ["key"] = a.Text("key").Trim(), ["value"] = a.Text("value"),
                ["type"] = a.Text("value").Contains('\n', StringComparison.Ordinal) ? "multi_line_text_field" : "single_line_text_field",
            },
        })))],
        action => $"The hub's field {action.Text("key").Trim()} of the customer has the value.", cancellationToken);

    // As digits or as the API's own id.
    private static string? OrderOf(OutboundAction action) =>
        action.Text("order").Trim() is var text && text.StartsWith("gid://shopify/Order/", StringComparison.Ordinal) ? Digits(text["gid://shopify/Order/".Length..]) : Digits(text);

    private static string? Digits(string text) => text.Length is > 0 and < 20 && text.All(char.IsAsciiDigit) ? text : null;

    private static string? Refusal(string verb, OutboundAction action)
    {
        if (ShopifySettings.Info.Actions.FirstOrDefault(a => a.Verb == verb) is not { } info)
        {
            return $"Shopify has no action {verb}.";
        }

        if (info.Record is RecordNeed.Required && Digits(action.Target.ObjectId ?? "") is null)
        {
            return "The shop has no customer record of this contact, and no address is known to look for.";
        }

        return info.Refusal(action) is { } refusal ? refusal
            : action.Text("tag").Contains(',', StringComparison.Ordinal) ? "A tag cannot contain a comma in Shopify."
            : verb.StartsWith("order.", StringComparison.Ordinal) && OrderOf(action) is null ? "The order must be named by its id, digits only, for instance with {{ event.orderId }}."
            : verb == "metafield.set" && !action.Text("key").Trim().All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? "The key may hold letters, digits, _ and -."
            : null;
    }
}
