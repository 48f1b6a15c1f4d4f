namespace IntegrationHub.Journey;

/// <summary>What an action means for the person it concerns; decides which gates it passes.</summary>
public enum TouchClass
{
    /// <summary>No customer sees it and it starts no message. No gate but erasure and pause.</summary>
    Internal,

    /// <summary>About something the person bought, booked or asked. Quiet hours by default; not in the marketing cap.</summary>
    Service,

    /// <summary>Reminders to buy, offers, review requests. Consent, marketing cap, quiet hours, pause, cool-down.</summary>
    Marketing,
}
