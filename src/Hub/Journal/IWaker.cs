namespace IntegrationHub.Hub.Journal;

/// <summary>
/// Tells the engine that there is work. A hint, nothing more: a lost one is healed by the engine's heartbeat, and none of these waits or throws.
/// The seam that keeps Orleans inside <c>Hub/Engine</c>.
/// </summary>
public interface IWaker
{
    /// <summary>A client's lane has open envelopes, due timers or an answered approval.</summary>
    void LaneHasWork(string client);

    /// <summary>A grant has due actions or fetches, or one of its streams should be asked soon.</summary>
    void GrantHasWork(string grant);
}
