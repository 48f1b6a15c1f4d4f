namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>One condition of a decision.</summary>
/// <param name="Held">True when it held, false when it is the one that decided, null when it was not looked at any more.</param>
/// <param name="Words">The condition.</param>
/// <param name="Value">Its value as it was then; null where it was not kept.</param>
public sealed record ClauseView(bool? Held, string Words, string? Value);
