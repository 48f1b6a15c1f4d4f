using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Delivering;

/// <summary>An event that may be the effect of an action.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Event">The event.</param>
internal sealed record SeenEffect(DateTimeOffset At, JourneyEvent Event)
{
    /// <summary>What the tool calls the mail.</summary>
    public string? Title => Event.Property("title").Text ?? Event.Property("subject").Text;
}
