using System.Globalization;
using System.Text.Json;
using IntegrationHub.Hub.Dashboard.Queries;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>What happened, in words: events, actions, results. Pure.</summary>
public static class Words
{
    private static readonly Dictionary<string, string> Events = new(StringComparer.Ordinal)
    {
        ["profile.seen"] = "Seen on Google", ["profile.acted"] = "Tapped on the Google profile", ["profile.changed"] = "Details on Google were changed",
        ["contact.created"] = "Became known", ["contact.updated"] = "Details changed", ["contact.email.changed"] = "New e-mail address", ["contact.tagged"] = "Tag put",
        ["contact.untagged"] = "Tag taken off", ["contact.merged"] = "Two records became one", ["contact.deleted"] = "Record deleted in the tool", ["contact.lapsed"] = "Gone quiet",
        ["contact.returned"] = "Came back", ["newsletter.joined"] = "Joined the newsletter", ["newsletter.left"] = "Left the newsletter", ["consent.given"] = "Said yes to messages",
        ["consent.withdrawn"] = "Said no to messages", ["form.submitted"] = "Filled in a form", ["message.received"] = "Wrote to us", ["call.logged"] = "Telephone call",
        ["meeting.booked"] = "Booked a meeting", ["meeting.held"] = "Meeting took place", ["meeting.missed"] = "Meeting missed", ["campaign.sent"] = "Campaign sent",
        ["email.sent"] = "Was sent a mail", ["email.opened"] = "Opened a mail", ["email.clicked"] = "Clicked a link in a mail", ["email.bounced"] = "Mail could not be delivered",
        ["email.complained"] = "Marked a mail as spam", ["lead.answered"] = "Enquiry answered", ["deal.created"] = "New deal", ["deal.moved"] = "Deal moved", ["deal.won"] = "Deal won",
        ["deal.lost"] = "Deal lost", ["cart.updated"] = "Filled a cart", ["checkout.started"] = "Started the checkout", ["checkout.abandoned"] = "Left the checkout",
        ["checkout.recovered"] = "Ordered after all", ["order.placed"] = "Ordered", ["order.paid"] = "Paid", ["order.changed"] = "Order changed", ["order.cancelled"] = "Order cancelled",
        ["order.ready"] = "Ready for pick-up", ["order.fulfilled"] = "Order handed over", ["order.delivered"] = "Order arrived", ["order.refunded"] = "Money given back",
        ["store.visited"] = "Was in the shop", ["ticket.opened"] = "Asked for help", ["ticket.closed"] = "Help given", ["review.posted"] = "Review posted",
        ["review.updated"] = "Review changed", ["review.removed"] = "Review removed", ["review.replied"] = "Review answered", ["source.recorded"] = "Where they came from",
        ["discount.redeemed"] = "Used a code", ["privacy.data.requested"] = "Wants to see their data", ["privacy.erasure.requested"] = "Wants to be forgotten",
    };

    private static readonly string[] Marks = ["orderName", "orderNumber", "tag", "campaign", "subject", "field", "stars", "form", "code", "dealName", "list", "audience"];

    /// <summary>An event in words, from its name and its stored JSON: <c>Ordered #1052, €41.00</c>. Vendor text stays text.</summary>
    public static string Event(string name, string? json, long? amount, string? currency)
    {
        var text = Events.GetValueOrDefault(name) ?? name;
        if (json is { Length: > 1 } && Parse(json) is { } document)
        {
            using (document)
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
                {
                    var mark = Marks.Select(m => (Name: m, Value: Text(properties, m))).FirstOrDefault(m => m.Value.Length > 0);
                    text += mark.Name switch
                    {
                        null => "",
                        "orderName" or "orderNumber" => " " + (mark.Value.StartsWith('#') ? mark.Value : "#" + mark.Value),
                        "stars" => ": " + mark.Value + (mark.Value == "1" ? " star" : " stars"),
                        _ => $" “{mark.Value}”",
                    };
                }
            }
        }

        var money = ClientLens.Money(amount, currency);
        return money.Length == 0 ? text : text + ", " + money;
    }

    /// <summary>An action in words, as its state has it: <c>Tag “review-request” added</c>.</summary>
    public static string Action(string name, string? payload, int state)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var verb = dot < 0 ? name : name[(dot + 1)..];
        var (noun, done) = verb switch
        {
            "tag.add" => ($"Tag{Quoted(payload, "tag")}", "added"),
            "tag.remove" => ($"Tag{Quoted(payload, "tag")}", "taken off"),
            "field.set" or "property.set" => ($"Field{Quoted(payload, "field", "property", "name")}", "set"),
            "member.upsert" => ("Record on the list", "written"),
            "event.send" => ($"Event{Quoted(payload, "event", "name")}", "sent"),
            "note.create" => ($"Note{Quoted(payload, "text", "body")}", "written"),
            "task.create" => ($"Task{Quoted(payload, "title", "subject", "text")}", "made"),
            "deal.create" => ($"Deal{Quoted(payload, "name")}", "made"),
            "reply" => ("Answer to the review", "posted"),
            _ => (name, "done"),
        };
        return (ActionState)state switch
        {
            ActionState.Done => $"{noun} {done}",
            ActionState.Due => $"{noun}: planned",
            ActionState.Sending => $"{noun}: under way",
            ActionState.Held => $"{noun}: held",
            ActionState.Ignored => $"{noun}: the tool answered well and changed nothing",
            ActionState.Rejected => $"{noun}: not done, refused",
            ActionState.Uncertain => $"{noun}: may have been {done}",
            _ => $"{noun}: not done, dropped",
        };
    }

    /// <summary>One word for an action's state.</summary>
    public static string State(int state) => (ActionState)state switch
    {
        ActionState.Due => "planned", ActionState.Sending => "under way", ActionState.Held => "held", ActionState.Done => "done", ActionState.Ignored => "done, nothing changed",
        ActionState.Rejected => "not done", ActionState.Uncertain => "unsure", _ => "dropped",
    };

    /// <summary>A verdict in a word or two.</summary>
    public static string Verdict(int verdict) => (Verdict)verdict switch
    {
        Mappings.Engine.Verdict.Acted => "yes", Mappings.Engine.Verdict.Waits => "yes, and waits", Mappings.Engine.Verdict.ConditionFalse => "no",
        Mappings.Engine.Verdict.AlreadyDone => "no, done before", Mappings.Engine.Verdict.Capped => "no, too many messages", Mappings.Engine.Verdict.NoConsent => "no, consent is missing",
        Mappings.Engine.Verdict.QuietHours => "waits for the morning", Mappings.Engine.Verdict.Paused => "no, paused", Mappings.Engine.Verdict.HeldOut => "no, held out on purpose",
        Mappings.Engine.Verdict.Watched => "would have", Mappings.Engine.Verdict.TooLate => "no, too late", Mappings.Engine.Verdict.Stale => "no, the moment is over",
        Mappings.Engine.Verdict.Exited => "ended early", Mappings.Engine.Verdict.LoopStopped => "stopped, a loop", Mappings.Engine.Verdict.NoTarget => "no, not known in the tool",
        Mappings.Engine.Verdict.NeedsApproval => "waits for your OK", Mappings.Engine.Verdict.Declined => "declined", _ => "failed",
    };

    /// <summary>A rule's id as words: <c>review-request</c> reads <c>Review request</c>.</summary>
    public static string Rule(string? id) => string.IsNullOrEmpty(id) ? "" : char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');

    /// <summary>A row of the log: what happened.</summary>
    public static string Log(LogEntry row) => row.Kind switch
    {
        LogKind.Event => Event(row.Name, row.Text, row.Amount, row.Currency),
        LogKind.Decision => row.Text is { Length: > 0 } sentence ? sentence : $"{Rule(row.Name)}: {Verdict(row.State)}",
        LogKind.Action => Action(row.Name, row.Text, row.State),
        _ => (EnvelopeState)row.State switch
        {
            EnvelopeState.Open => $"{row.Name}: received, not looked at yet",
            EnvelopeState.Done => $"{row.Name}: received and read",
            EnvelopeState.Unmapped => $"{row.Name}: nothing in it concerns the journey{Because(row.Text)}",
            _ => $"{row.Name}: could not be read{Because(row.Text)}",
        },
    };

    /// <summary><c>1 action</c>, <c>1,246 actions</c>.</summary>
    public static string Count(long n, string one, string many) => n.ToString("#,0", CultureInfo.InvariantCulture) + " " + (n == 1 ? one : many);

    /// <summary>A duration the way people say it: minutes under 90, hours under 36, then days.</summary>
    public static string Span(TimeSpan span) =>
        span.TotalSeconds < 90 ? Count((long)span.TotalSeconds, "second", "seconds")
        : span.TotalMinutes < 90 ? Count((long)span.TotalMinutes, "minute", "minutes")
        : span.TotalHours < 36 ? Count((long)span.TotalHours, "hour", "hours") : Count((long)span.TotalDays, "day", "days");

    private static string Because(string? reason) => string.IsNullOrEmpty(reason) ? "" : ". " + reason;

    /// <summary>The first of these arguments that has a value, in quotes after a space; nothing when none has.</summary>
    internal static string Quoted(string? payload, params string[] names)
    {
        if (payload is not { Length: > 1 } || Parse(payload) is not { } document)
        {
            return "";
        }

        using (document)
        {
            var value = document.RootElement.ValueKind == JsonValueKind.Object ? names.Select(n => Text(document.RootElement, n)).FirstOrDefault(v => v.Length > 0) : null;
            return value is null ? "" : $" “{(value.Length > 80 ? value[..80] + "…" : value)}”";
        }
    }

    private static string Text(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
        {
            return "";
        }

        while (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().FirstOrDefault() is { Name: not null } inner && inner.Value.ValueKind != JsonValueKind.Undefined)
        {
            value = inner.Value; // a typed value is written as an object around its content
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString()! : value.ValueKind is JsonValueKind.Number ? value.GetRawText() : "";
    }

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null; // shown by its name alone; the bytes are one click away
        }
    }
}
