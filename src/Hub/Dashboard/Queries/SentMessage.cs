namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>A mail that a person is known to have got.</summary>
/// <param name="Event">Id of the event that shows it.</param>
/// <param name="At">When it left.</param>
/// <param name="Connection">The connection that told of it.</param>
/// <param name="Title">Its title or subject; empty when the tool does not say.</param>
/// <param name="Campaign">The tool's id of the sending; null when there is none.</param>
/// <param name="Cause">Why it was sent.</param>
/// <param name="Why">The same in a sentence.</param>
/// <param name="Rule">The rule, for <see cref="MessageCause.Rule"/> and <see cref="MessageCause.LikelyRule"/>; else null.</param>
/// <param name="Action">Id of the rule's action; null without one.</param>
/// <param name="OpenedAt">When it was opened first; null when that was not seen.</param>
/// <param name="ClickedAt">When a link in it was followed first.</param>
/// <param name="Bounced">True when it could not be delivered.</param>
/// <param name="TwiceAlso">How many people, this one among them, got a mail of the same title from this and another sending within a week; 0 when this person did not.</param>
public sealed record SentMessage(
    long Event, DateTimeOffset At, string Connection, string Title, string? Campaign, MessageCause Cause, string Why, string? Rule, long? Action, DateTimeOffset? OpenedAt, DateTimeOffset? ClickedAt, bool Bounced,
    long TwiceAlso);
