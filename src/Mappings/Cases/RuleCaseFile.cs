using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>
/// A document of rule cases (<c>*.cases.json</c>), lying beside a mapping or pack: events in, decisions and actions out. Example of one case:
/// <code>
/// { "pack": "online-shop", "cases": [ {
///   "name": "Who orders within the hour is not reminded", "rule": "cart-reminder",
///   "given":  [ { "event": "consent.given", "ago": "P30D" } ],
///   "play":   [ { "event": "checkout.started", "key": "c1", "value": 40 }, { "after": "PT90M", "event": "order.placed" } ],
///   "expect": { "decisions": [ { "verdict": "Exited", "clause": "order.placed" } ] } } ] }
/// </code>
/// Durations are ISO 8601 and count from the case's start; local times are <c>yyyy-MM-dd HH:mm</c> in the client's zone. Unknown keys are refused.
/// </summary>
public sealed record RuleCaseFile
{
    /// <summary>Address of a schema, for editors; not read.</summary>
    [JsonProperty("$schema")]
    public string? Schema { get; init; }

    /// <summary>The shipped pack that is tried; null when <see cref="Mapping"/> is given. With neither, the cases are those of the mapping file beside them.</summary>
    public string? Pack { get; init; }

    /// <summary>A mapping document to try instead of a pack.</summary>
    public JObject? Mapping { get; init; }

    /// <summary>The client that the cases play at.</summary>
    public CaseClient Client { get; init; } = new();

    /// <summary>Local time at which every case starts that names none; a Monday morning.</summary>
    public string Start { get; init; } = "2026-11-02 09:00";

    /// <summary>The cases.</summary>
    [JsonRequired]
    public ImmutableArray<RuleCase> Cases { get; init; } = [];
}
