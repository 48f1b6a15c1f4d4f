namespace IntegrationHub.Hub.Trying;

/// <summary>What a message would become.</summary>
/// <param name="Parts">One entry for each item in it.</param>
public sealed record TriedMessage(IReadOnlyList<TriedPart> Parts);
