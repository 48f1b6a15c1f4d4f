using MudBlazor;

namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Which icon stands for an event or an action: one for each kind of thing, the same everywhere.</summary>
public static class StoryIcons
{
    /// <summary>The icon of a name in the vocabulary; a flash for what has none.</summary>
    public static string Of(string name) => name switch
    {
        "order.delivered" or "order.fulfilled" or "order.ready" => Icons.Material.Outlined.LocalShipping,
        "order.refunded" => Icons.Material.Outlined.CurrencyExchange,
        "email.clicked" => Icons.Material.Outlined.TouchApp,
        "contact.created" => Icons.Material.Outlined.PersonAdd,
        "contact.lapsed" => Icons.Material.Outlined.Bedtime,
        "hub.goal.reached" or "milestone.reached" => Icons.Material.Outlined.Flag,
        "date.reached" => Icons.Material.Outlined.Event,
        "segment.entered" or "segment.left" => Icons.Material.Outlined.Groups,
        "hub.published" => Icons.Material.Outlined.Rule,
        "hub.tested" => Icons.Material.Outlined.Science,
        "hub.connected" or "hub.disconnected" or "hub.resubscribed" => Icons.Material.Outlined.Cable,
        "hub.backfill.asked" or "hub.backfill.ended" => Icons.Material.Outlined.History,
        "hub.shared" or "hub.share.withdrawn" => Icons.Material.Outlined.Link,
        "hub.share.answered" => Icons.Material.Outlined.HowToReg,
        "hub.held" => Icons.Material.Outlined.PauseCircle,
        "hub.skipped" => Icons.Material.Outlined.SkipNext,
        "hub.undone" => Icons.Material.Outlined.Undo,
        "hub.paused" or "hub.stopped" => Icons.Material.Outlined.PauseCircle,
        "source.recorded" => Icons.Material.Outlined.Explore,
        "store.visited" => Icons.Material.Outlined.Storefront,
        "hub" => Icons.Material.Outlined.Campaign,
        "" => Icons.Material.Outlined.HourglassEmpty,
        _ when name.EndsWith(".erase", StringComparison.Ordinal) => Icons.Material.Outlined.DeleteForever,
        _ when name.Contains("tag", StringComparison.Ordinal) => Icons.Material.Outlined.Sell,
        _ when name.Contains("note", StringComparison.Ordinal) => Icons.Material.Outlined.StickyNote2,
        _ when name.Contains("task", StringComparison.Ordinal) || name.StartsWith("ticket", StringComparison.Ordinal) => Icons.Material.Outlined.TaskAlt,
        _ when name.Contains("field", StringComparison.Ordinal) || name.Contains("property", StringComparison.Ordinal) || name.StartsWith("contact", StringComparison.Ordinal) => Icons.Material.Outlined.Edit,
        _ when name.Contains("review", StringComparison.Ordinal) => Icons.Material.Outlined.Star,
        _ when name.StartsWith("order", StringComparison.Ordinal) => Icons.Material.Outlined.ShoppingBag,
        _ when name.StartsWith("checkout", StringComparison.Ordinal) || name.StartsWith("cart", StringComparison.Ordinal) => Icons.Material.Outlined.ShoppingCart,
        _ when name.StartsWith("email", StringComparison.Ordinal) || name.StartsWith("campaign", StringComparison.Ordinal) => Icons.Material.Outlined.Email,
        _ when name.StartsWith("newsletter", StringComparison.Ordinal) || name.StartsWith("consent", StringComparison.Ordinal) => Icons.Material.Outlined.HowToReg,
        _ when name.StartsWith("deal", StringComparison.Ordinal) => Icons.Material.Outlined.Handshake,
        _ when name.StartsWith("meeting", StringComparison.Ordinal) || name.StartsWith("event", StringComparison.Ordinal) => Icons.Material.Outlined.Event,
        _ when name.StartsWith("call", StringComparison.Ordinal) => Icons.Material.Outlined.Call,
        _ when name.StartsWith("message", StringComparison.Ordinal) || name.StartsWith("form", StringComparison.Ordinal) => Icons.Material.Outlined.Chat,
        _ => Icons.Material.Outlined.Bolt,
    };
}
