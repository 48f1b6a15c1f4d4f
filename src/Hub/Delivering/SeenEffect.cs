using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Delivering;

/// <summary>An event that may be the effect of an action.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Event">The event.</param>
internal sealed record SeenEffect(DateTimeOffset At, JourneyEvent Event)
{
    /// <summary>What the tool calls the mail.</summary>
    public string? Title => TitleOf(Event);

    /// <summary>What the tool calls a mail: flows bear their name there, while the subject is what the reader sees.</summary>
    public static string? TitleOf(JourneyEvent mail) => mail.Property("title").Text ?? mail.Property("subject").Text;

    /// <summary>Key of the event that would tell of a sending by hand to which a mail belongs; null when it names no sending.</summary>
    public static string? SendingOf(JourneyEvent mail) => mail.Property("campaign").Text is { } campaign ? $"{mail.Connection}:campaign:{campaign}:campaign.sent:" : null;
}
