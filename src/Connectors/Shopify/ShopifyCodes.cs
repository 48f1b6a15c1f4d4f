using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Shopify;

/// <summary>
/// Discount codes for one customer, to be used once. A code is made once: it carries our mark in its title, and where an earlier try may have arrived, or the shop says that the code is
/// taken, the mark tells whether it is ours.
/// </summary>
internal static class ShopifyCodes
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    // Without those that are mistaken for each other when typed.
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    internal static async Task<List<ActionVerdict>> CreateAsync(VendorSession session, List<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>(actions.Count);
        foreach (var action in actions)
        {
            verdicts.Add(Refusal(action) is { } refusal ? new(action.Key, ActionOutcome.Rejected, refusal) : await OneAsync(session, action, cancellationToken));
        }

        return verdicts;
    }

    /// <summary>The code that the action names, else one that belongs to it.</summary>
    internal static string CodeOf(OutboundAction action)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(action.Key));
        return action.Text("code").Trim() is { Length: > 0 } named ? named : "HUB-" + string.Concat(hash.Take(8).Select(b => Letters[b % Letters.Length]));
    }

    private static string MarkOf(OutboundAction action) => OnceOnly.MarkOf(action.Key, 12);

    private static async Task<ActionVerdict> OneAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        if (action.Attempt > 1 && await LookAsync(session, action, recorded, cancellationToken) is { } known)
        {
            return known;
        }

        var (starts, days) = (session.Time.GetUtcNow(), Number(action, "days") ?? UsualDays);
        var change = Change(action, starts, starts.AddDays((double)days));
        var answer = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Changes([change]), ShopifyOperations.Variables([change]), cancellationToken, repeatable: false);
        if (answer.Failure is { } failure)
        {
            return Verdicts.Of(action.Key, OnceOnly.Unsure(failure), recorded.Exchange);
        }

        var taken = answer.Value!.Data.Get("a0").Get("userErrors").Items().Any(e => e.Text("code") == "TAKEN");
        if (taken && await LookAsync(session, action, recorded, cancellationToken) is { } found)
        {
            return found;
        }

        return ShopifyChanges.Refusal(action, answer.Value, "a0", recorded.Exchange)
            ?? new(action.Key, ActionOutcome.Done, $"The code {CodeOf(action)} is this customer's alone, once, until {starts.AddDays((double)days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.",
                null, recorded.Exchange, answer.Value.Data.Get("a0").Get("codeDiscountNode").Digits("id"));
    }

    // Null: no such code there.
    private static async Task<ActionVerdict?> LookAsync(VendorSession session, OutboundAction action, ExchangeRecorder.Scope recorded, CancellationToken cancellationToken)
    {
        var read = await ShopifyAnswer.SendAsync(session, ShopifyOperations.Code, new Dictionary<string, object?> { ["code"] = CodeOf(action) }, cancellationToken);
        if (read.Failure is { } failure)
        {
            return OnceOnly.NotLookedFor(action.Key, failure, recorded.Exchange);
        }

        var found = read.Value!.Data.Get("codeDiscountNodeByCode");
        return found.Text("id") is null ? ShopifyAnswer.FailureAt(read.Value, "codeDiscountNodeByCode") is { } denied
                ? OnceOnly.NotLookedFor(action.Key, denied, recorded.Exchange) : null
            : found.Get("codeDiscount").Text("title")?.Contains(MarkOf(action), StringComparison.Ordinal) is true
                ? new(action.Key, ActionOutcome.Done, $"The code {CodeOf(action)} was there already.", null, recorded.Exchange, found.Digits("id"))
                : new(action.Key, ActionOutcome.Rejected, $"The code {CodeOf(action)} is taken by another discount.", null, recorded.Exchange);
    }

    private static ShopifyChange Change(OutboundAction action, DateTimeOffset starts, DateTimeOffset ends) => new(
        "discountCodeBasicCreate", "codeDiscountNode { id } userErrors { field message code }", [action], ("basicCodeDiscount", "DiscountCodeBasicInput!", new Dictionary<string, object?>
        {
            ["title"] = $"{(action.Text("title").Trim() is { Length: > 0 } title ? title : "For one customer")} ({MarkOf(action)})", ["code"] = CodeOf(action),
            ["startsAt"] = ShopifyOperations.Instant(starts), ["endsAt"] = ShopifyOperations.Instant(ends), ["usageLimit"] = 1, ["appliesOncePerCustomer"] = true,
            ["context"] = new Dictionary<string, object?> { ["customers"] = new Dictionary<string, object?> { ["add"] = new[] { ShopifyActions.Customer(action) } } },
            ["customerGets"] = new Dictionary<string, object?> { ["value"] = Value(action), ["items"] = new Dictionary<string, object?> { ["all"] = true } },
        }));

    private static Dictionary<string, object?> Value(OutboundAction action) => Number(action, "percent") is { } percent
        ? new() { ["percentage"] = percent / 100 }
        : new() { ["discountAmount"] = new Dictionary<string, object?> { ["amount"] = Number(action, "amount")!.Value.ToString("0.00", CultureInfo.InvariantCulture), ["appliesOnEachItem"] = false } };

    private static string? Refusal(OutboundAction action) =>
        (action.Text("percent").Length > 0) == (action.Text("amount").Length > 0) ? "Name either percent or amount."
        : action.Text("percent").Length > 0 && Number(action, "percent") is not (> 0 and <= 100) ? "Percent must be a number above 0, at most 100."
        : action.Text("amount").Length > 0 && Number(action, "amount") is not > 0 ? "The amount must be a number above 0, with a point: 5.00."
        : action.Text("days").Length > 0 && Number(action, "days") is not (>= 1 and <= MostDays) ? $"Days must be a number from 1 to {MostDays}."
        : CodeOf(action).Any(char.IsWhiteSpace) ? "A code has no spaces."
        : null;

    private static decimal? Number(OutboundAction action, string name) => decimal.TryParse(action.Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
