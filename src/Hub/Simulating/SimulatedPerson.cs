namespace IntegrationHub.Hub.Simulating;

/// <summary>What a rule would have come to for one subject.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Subject">The engine's name of the subject.</param>
/// <param name="Contact">Contact id; null for a review or a place.</param>
/// <param name="Name">The contact's name; empty when none is known.</param>
/// <param name="Tried">In the tried version; null when the rule decided nothing.</param>
/// <param name="Against">In the other; null without a comparison, and when the rule decided nothing.</param>
/// <param name="Differs">True when one did what the other did not, or at another time.</param>
public sealed record SimulatedPerson(string Rule, string Subject, long? Contact, string Name, PersonOutcome? Tried, PersonOutcome? Against, bool Differs);
