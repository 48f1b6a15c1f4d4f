using System.Text.Json;

namespace IntegrationHub.Hub.Dashboard.View;

// Events in words.
public static partial class Words
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
        ["checkout.recovered"] = "Ordered after all", ["order.placed"] = "Ordered", ["order.paid"] = "Paid", ["order.changed"] = "Order@ changed", ["order.cancelled"] = "Order@ cancelled",
        ["order.ready"] = "Order@ is ready for pick-up", ["order.fulfilled"] = "Order@ handed over", ["order.delivered"] = "Order@ arrived", ["order.refunded"] = "Money given back",
        ["store.visited"] = "Was in the shop", ["ticket.opened"] = "Asked for help", ["ticket.closed"] = "Help given", ["review.posted"] = "Review posted",
        ["review.updated"] = "Review changed", ["review.removed"] = "Review removed", ["review.replied"] = "Review answered", ["source.recorded"] = "Where they came from",
        ["discount.redeemed"] = "Used a code", ["privacy.data.requested"] = "Wants to see their data", ["privacy.erasure.requested"] = "Wants to be forgotten",
        ["hub.paused"] = "Paused", ["hub.resumed"] = "Pause lifted", ["hub.stopped"] = "Stopped", ["hub.continued"] = "Went on", ["hub.published"] = "Rules published", ["hub.undone"] = "Taken back", ["hub.skipped"] = "Skipped", ["hub.held"] = "Held", ["hub.tested"] = "Test sent", ["hub.connected"] = "Tool connected", ["hub.disconnected"] = "Tool taken away", ["hub.resubscribed"] = "Webhooks made again", ["hub.backfill.asked"] = "The past asked for", ["hub.backfill.ended"] = "Reading the past ended", ["hub.shared"] = "Rule shown to somebody", ["hub.share.answered"] = "Answer to a rule", ["hub.share.withdrawn"] = "Link to a rule taken back", ["hub.stage.moved"] = "Moved to another stage", ["hub.score.changed"] = "Score changed",
        ["hub.goal.reached"] = "Goal reached", ["hub.erased"] = "Forgotten", ["date.reached"] = "A date came", ["segment.entered"] = "Entered a segment", ["segment.left"] = "Left a segment", ["milestone.reached"] = "Reached a milestone", ["anniversary.reached"] = "Anniversary",
        ["lead.qualified"] = "Worth a person's time now", ["referral.made"] = "Recommended us", ["referral.converted"] = "A friend they sent bought",
    };

    private static readonly string[] Marks = ["orderName", "orderNumber", "tag", "subject", "title", "campaign", "deal", "formName", "form", "task", "code", "list"];

    /// <summary>An event in words, from its name and its stored JSON: <c>Ordered #1052, €41.00</c>. Vendor text stays text.</summary>
    /// <param name="name">Name in the vocabulary.</param>
    /// <param name="json">The event as stored.</param>
    /// <param name="amount">Money in 1/10,000.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="order">What the order is called where the event itself does not say; null when unknown.</param>
    public static string Event(string name, string? json, long? amount, string? currency, string? order = null)
    {
        var words = Events.GetValueOrDefault(name) ?? Plain(name);
        var (own, mark) = ((string?)null, order is { Length: > 0 } ? " " + order : "");
        using var document = json is { Length: > 1 } ? Parse(json) : null;
        if (document is not null && Properties(document) is { } properties)
        {
            own = Own(name, words, properties);
            mark = Mark(properties) is { Length: > 0 } named ? named : mark;
        }

        var hole = words.IndexOf('@', StringComparison.Ordinal); // where an order's name stands inside the words
        var text = own ?? (hole < 0 ? words + mark : words[..hole] + mark + words[(hole + 1)..]);
        var money = name == "milestone.reached" ? "" : ClientLens.Money(amount, currency);
        return money.Length == 0 ? text : text + ", " + money;
    }

    // What a few events say that a mark behind their words cannot.
    private static string? Own(string name, string text, JsonElement properties) => name switch
    {
        "hub.goal.reached" => $"Goal of “{Rule(Text(properties, "rule"))}” reached",
        "hub.paused" => $"{(Text(properties, "scope") == "marketing" ? "Marketing" : "Everything")} paused{Because(Text(properties, "reason"))}",
        "hub.stopped" => $"{Stopped(properties)} stopped by {Text(properties, "by")}{Because(Text(properties, "reason"))}",
        "hub.continued" => $"{Stopped(properties)} let go on by {Text(properties, "by")}: {Number(properties, "sent")} sent, {Number(properties, "dropped")} dropped",
        "hub.held" => $"{(Text(properties, "count") is "1" ? "One thing" : Text(properties, "count") + " things")} coming up held by {Text(properties, "by")}{Because(Text(properties, "note"))}",
        "hub.tested" => $"Test of “{Rule(Text(properties, "rule"))}” sent to contact {Text(properties, "to")} by {Text(properties, "by")}, with the values of contact {Text(properties, "like")}",
        "hub.connected" => $"{Text(properties, "tool")} connected by {Text(properties, "by")}: {Text(properties, "thing")}",
        "hub.resubscribed" => $"{Text(properties, "tool")} had lost webhooks; made again: {Text(properties, "topics")}",
        "hub.disconnected" => $"{Text(properties, "tool")} taken away by {Text(properties, "by")}: {Text(properties, "thing")}",
        "hub.backfill.asked" => $"{Text(properties, "stream")} of {Text(properties, "tool")} since {Text(properties, "since")} asked for by {Text(properties, "by")}",
        "hub.backfill.ended" => $"{Text(properties, "stream")} of {Text(properties, "tool")} since {Text(properties, "since")} {(Text(properties, "outcome") == "stopped" ? $"stopped by {Text(properties, "by")}" : "read to the end")}: {Text(properties, "records")} records, {Text(properties, "added")} of them new",
        "hub.shared" => $"Link to “{Rule(Text(properties, "rule"))}”, version {Text(properties, "version")}, made for {Text(properties, "for")} by {Text(properties, "by")}",
        "hub.share.answered" when Text(properties, "answer") == "agreed" => $"{Text(properties, "by")} agreed to “{Rule(Text(properties, "rule"))}”, version {Text(properties, "version")}",
        "hub.share.answered" => $"{Text(properties, "by")} left a remark on “{Rule(Text(properties, "rule"))}”, version {Text(properties, "version")}{Because(Text(properties, "note"))}",
        "hub.share.withdrawn" => $"Link to “{Rule(Text(properties, "rule"))}” for {Text(properties, "for")} taken back by {Text(properties, "by")}",
        "hub.skipped" => $"{(Text(properties, "count") is "1" ? "One thing" : Text(properties, "count") + " things")} coming up skipped by {Text(properties, "by")}{Because(Text(properties, "note"))}",
        "hub.undone" => $"What “{Rule(Text(properties, "rule"))}” did was taken back by {Text(properties, "by")}{Because(Text(properties, "note"))}",
        "hub.published" => $"Version {Text(properties, "version")} of the rules put in force by {Text(properties, "by")}{Because(Text(properties, "note"))}",
        "hub.stage.moved" => $"Moved by the rule “{Rule(Text(properties, "by"))}”",
        "date.reached" => $"The date of “{Rule(Text(properties, "rule"))}” came",
        "segment.entered" => $"What “{Rule(Text(properties, "rule"))}” asks for became true",
        "segment.left" => $"What “{Rule(Text(properties, "rule"))}” asks for is no longer true",
        "milestone.reached" when Text(properties, "kind") == "orders" => $"Reached {Count(Number(properties, "number"), "order", "orders")}",
        "milestone.reached" when Text(properties, "kind") == "orders-in-90-days" => $"Reached {Number(properties, "number")} orders in 90 days",
        "source.recorded" when Text(properties, "channel") is { Length: > 0 } channel => $"Came by {(channel == "email" ? "e-mail" : channel)}" + (Text(properties, "campaign") is { Length: > 0 } campaign ? $", “{campaign}”" : ""),
        "review.posted" or "review.updated" when Text(properties, "stars") is { Length: > 0 } stars =>
            $"{text}{(Text(properties, "reviewer") is { Length: > 0 } who ? $" by {who}" : "")}: {stars} {(stars == "1" ? "star" : "stars")}{(Text(properties, "text") is { Length: > 0 } said ? $", “{Short(said)}”" : "")}",
        "note.logged" when Text(properties, "text") is { Length: > 0 } note => $"{text}: “{Short(note)}”",
        "call.logged" when Text(properties, "direction") is { Length: > 0 } direction =>
            $"{text} {(direction.StartsWith("out", StringComparison.Ordinal) ? "to" : "from")} them{(Text(properties, "outcome") is { Length: > 0 } outcome ? ", " + outcome : "")}",
        "lead.answered" when Number(properties, "minutes") is > 0 and var minutes => $"{text} after {(minutes < 90 ? Span(TimeSpan.FromMinutes(minutes)) : $"{minutes / 60} h {minutes % 60:00}")}",
        "order.refunded" when Text(properties, "reason") is { Length: > 0 } reason => $"{text}: “{Short(reason)}”",
        _ => null,
    };

    private static string Stopped(JsonElement properties) => Text(properties, "scope") switch
    {
        "rule" => $"The rule “{Rule(Text(properties, "target"))}”", "connection" => $"Writing to “{Text(properties, "target")}”", _ => "Everything",
    };

    private static string Mark(JsonElement properties)
    {
        var (name, value) = Marks.Select(m => (Name: m, Value: Text(properties, m))).FirstOrDefault(m => m.Value.Length > 0);
        return name switch
        {
            null => "",
            "orderName" or "orderNumber" => " " + (value.StartsWith('#') ? value : "#" + value),
            _ => $" “{Short(value)}”",
        };
    }

    /// <summary>What an order is called, from a stored event; null when it does not say.</summary>
    public static string? OrderName(string json)
    {
        using var document = Parse(json);
        return document is not null && Properties(document) is { } properties && Text(properties, "orderName") is { Length: > 0 } name ? name : null;
    }

    /// <summary>What somebody said publicly, from a stored event: stars (0 when it has none), text and name, empty where absent; null when it has neither stars nor text.</summary>
    public static (int Stars, string Text, string Who)? Quote(string json)
    {
        using var document = Parse(json);
        if (document is null || Properties(document) is not { } properties)
        {
            return null;
        }

        var (stars, text) = ((int)Math.Clamp(Number(properties, "stars"), 0, 5), Text(properties, "text"));
        return stars == 0 && text.Length == 0 ? null : (stars, text, Text(properties, "reviewer"));
    }

    private static JsonElement? Properties(JsonDocument document) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? properties : null;

    private static string Because(string reason) => reason.Length == 0 ? "" : $": {Short(reason)}";

    private static long Number(JsonElement properties, string name) =>
        decimal.TryParse(Text(properties, name), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var n) ? (long)n : 0;

    private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;

    // An event that has no words of its own yet: "list.joined" reads "List joined".
    private static string Plain(string name) => name.Length == 0 ? "Something happened" : char.ToUpperInvariant(name[0]) + name[1..].Replace('.', ' ').Replace('-', ' ');
}
