using System.Collections.Immutable;
using IntegrationHub.Journey;

namespace IntegrationHub.Connectors.Contract;

/// <summary>One action to carry out.</summary>
/// <param name="Key">Action key (P2); also the vendor's idempotency or trace id where it takes one.</param>
/// <param name="Target">Whom or what it concerns.</param>
/// <param name="Arguments">Values under <c>with</c>, Liquid already rendered.</param>
/// <param name="Attempt">Number of this try, from 1. For actions that may not be repeated the connector reads back first when it is above 1.</param>
/// <param name="Doubtful">True when an earlier try may have arrived; false when each earlier one is known not to have been done. For actions that cannot be read back.</param>
public sealed record OutboundAction(string Key, ActionTarget Target, ImmutableSortedDictionary<string, Value> Arguments, int Attempt, bool Doubtful = false)
{
    /// <summary>An argument as text; empty when absent.</summary>
    public string Text(string name) => Arguments.TryGetValue(name, out var value) ? value.ToString() : "";
}
