namespace IntegrationHub.Hub.Processing;

/// <summary>What a turn found that cannot be processed: left out when the turn is decided again, and put away with its reason.</summary>
internal sealed class Poison
{
    /// <summary>Envelopes with the reason of their quarantine.</summary>
    public Dictionary<long, string> Envelopes { get; } = [];

    /// <summary>Runs whose timer or answer cannot be carried on, with the reason for dropping them.</summary>
    public Dictionary<string, string> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>Turns of people who were there already, by rule and contact.</summary>
    public HashSet<(string Rule, long Contact)> Admitted { get; } = [];

    /// <summary>Subjects that cannot be looked at.</summary>
    public HashSet<string> LookedAt { get; } = new(StringComparer.Ordinal);
}
