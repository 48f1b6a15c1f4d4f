using System.Text.Json;
using IntegrationHub.Hub.Dashboard.View;
using IntegrationHub.Hub.Storage.Rows;
using IntegrationHub.Journey;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>
/// Says why a mail was sent. A sending by hand is told by the tool. A rule is named as the cause only where its action starts a flow of the mail's name and the mail left within the time that this
/// flow takes; what a rule did shortly before is never more than likely.
/// </summary>
internal static class MessageCauses
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Shortly = TimeSpan.FromHours(24);

    /// <summary>The cause.</summary>
    /// <param name="mail">The event of the mail.</param>
    /// <param name="title">Its title.</param>
    /// <param name="byHand">The sending by hand that it belongs to; null when there is none.</param>
    /// <param name="actions">What rules did to this person and was done.</param>
    /// <param name="lens">The client.</param>
    public static (MessageCause Cause, string Why, ActionRow? Action) Of(JourneyEvent mail, string title, JourneyEvent? byHand, IReadOnlyList<ActionRow> actions, ClientLens lens)
    {
        var tool = lens.Tool(mail.Connection);
        if (byHand is not null)
        {
            var many = byHand.Property("recipients").Text is { Length: > 0 } n ? $" to {n} people" : "";
            return (MessageCause.Campaign, $"Sent by hand in {tool}{many}. No rule of the hub had a part in it.", null);
        }

        var before = actions.Where(a => a.Connection == mail.Connection && At(a) <= mail.OccurredAt + Skew).OrderByDescending(At).ToList();
        foreach (var action in before)
        {
            if (Expected(action) is { } flow && mail.OccurredAt <= At(action) + flow.Within + Skew && title.Contains(flow.Flow, StringComparison.OrdinalIgnoreCase))
            {
                return (MessageCause.Rule, $"{Did(action, tool, lens)}, which starts the flow “{flow.Flow}”; this mail left {After(mail, action)}.", action);
            }
        }

        return before.Find(a => mail.OccurredAt <= At(a) + (Expected(a)?.Within ?? Shortly)) is { } likely && (likely.Touch == (int)TouchClass.Marketing || likely.Expect is not null)
            ? (MessageCause.LikelyRule, $"Likely: {Did(likely, tool, lens)} {After(mail, likely)} before. Whether this mail followed from it cannot be seen.", likely)
            : (MessageCause.Unknown, $"Unknown: no rule of the hub and no sending by hand that {tool} tells of. It may come from a flow of {tool}'s own.", null);
    }

    private static string Did(ActionRow action, string tool, ClientLens lens) =>
        $"“{Words.Rule(action.Rule)}” {(Tag(action) is { } tag ? $"put the tag ‘{tag}’" : $"did {action.Name}")} in {tool} on {lens.When(action.UpdatedAt)}";

    private static string After(JourneyEvent mail, ActionRow action) => (mail.OccurredAt - At(action)) is { Ticks: > 0 } span ? Words.Span(span) + " later" : "at once";

    private static string? Tag(ActionRow action)
    {
        using var payload = JsonDocument.Parse(action.Payload.Length == 0 ? "{}" : action.Payload);
        return payload.RootElement.ValueKind == JsonValueKind.Object && payload.RootElement.TryGetProperty("tag", out var tag) ? tag.ToString() : null;
    }

    private static ExpectedEffect? Expected(ActionRow action) => action.Expect is null ? null : JsonSerializer.Deserialize<ExpectedEffect>(action.Expect, JourneyJson.Options);

    private static DateTimeOffset At(ActionRow action) => DateTimeOffset.FromUnixTimeMilliseconds(action.UpdatedAt);
}
