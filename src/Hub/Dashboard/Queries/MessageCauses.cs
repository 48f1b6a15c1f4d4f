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
    /// <param name="deeds">What rules did to this person.</param>
    /// <param name="lens">The client.</param>
    public static (MessageCause Cause, string Why, ActionRow? Action) Of(JourneyEvent mail, string title, JourneyEvent? byHand, IReadOnlyList<RuleDeed> deeds, ClientLens lens)
    {
        var tool = lens.Tool(mail.Connection);
        if (byHand is not null)
        {
            var many = byHand.Property("recipients").Text is { Length: > 0 } n ? $" to {n} people" : "";
            return (MessageCause.Campaign, $"Sent by hand in {tool}{many}. No rule of the hub had a part in it.", null);
        }

        var before = deeds.Where(d => d.Row.Connection == mail.Connection && d.At <= mail.OccurredAt + Skew).OrderByDescending(d => d.At).ToList();
        if (before.Find(d => d.Expected is { } flow && mail.OccurredAt <= d.At + flow.Within + Skew && title.Contains(flow.Flow, StringComparison.OrdinalIgnoreCase)) is { } cause)
        {
            return (MessageCause.Rule, $"{Did(cause.Row, tool, lens)}, which starts the flow “{cause.Expected!.Flow}”; this mail left {After(mail, cause)}.", cause.Row);
        }

        return before.Find(d => mail.OccurredAt <= d.At + (d.Expected?.Within ?? Shortly)) is { } likely && (likely.Row.Touch == (int)TouchClass.Marketing || likely.Expected is not null)
            ? (MessageCause.LikelyRule, $"Likely: {Did(likely.Row, tool, lens)}, and this mail left {After(mail, likely)}. Whether it followed from that cannot be seen.", likely.Row)
            : (MessageCause.Unknown, $"Unknown: no rule of the hub and no sending by hand that {tool} tells of. It may come from a flow of {tool}'s own.", null);
    }

    private static string Did(ActionRow action, string tool, ClientLens lens) =>
        $"“{Words.Rule(action.Rule)}” {(Tag(action) is { } tag ? $"put the tag ‘{tag}’" : $"did {action.Name}")} in {tool} on {lens.When(action.UpdatedAt)}";

    private static string After(JourneyEvent mail, RuleDeed deed) => (mail.OccurredAt - deed.At) is { Ticks: > 0 } span ? Words.Span(span) + " later" : "at once";

    private static string? Tag(ActionRow action)
    {
        using var payload = JsonDocument.Parse(action.Payload.Length == 0 ? "{}" : action.Payload);
        return payload.RootElement.ValueKind == JsonValueKind.Object && payload.RootElement.TryGetProperty("tag", out var tag) ? tag.ToString() : null;
    }
}
