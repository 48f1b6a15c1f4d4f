namespace IntegrationHub.Hub.Trying;

/// <summary>What one item of a message would become.</summary>
/// <param name="Topic">What the tool calls it.</param>
/// <param name="Events">The events, in words.</param>
/// <param name="Why">Why there is none, or why it could not be read; null when there are events.</param>
/// <param name="IsUnreadable">True when it would be put aside as unreadable.</param>
public sealed record TriedPart(string Topic, IReadOnlyList<TriedEvent> Events, string? Why, bool IsUnreadable);
