using System.Collections.Immutable;

namespace IntegrationHub.Journey;

/// <summary>A kind of interaction on a channel.</summary>
/// <param name="Channel">Where: Google, Shop, E-mail.</param>
/// <param name="Name">What happens there.</param>
/// <param name="About">Person, total, thing, reviewer, anonymous, in words.</param>
/// <param name="Seen">How we see it: live, poll, daily total, typed in, not visible.</param>
/// <param name="Events">Events that show it; empty for what nobody tells us.</param>
public sealed record Touchpoint(string Channel, string Name, string About, string Seen, ImmutableArray<string> Events);
