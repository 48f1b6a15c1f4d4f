using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Mappings.Cases;

/// <summary>An expected action.</summary>
public sealed record CaseAction : CaseExpectation
{
    /// <summary>Full name: <c>mail.tag.add</c>.</summary>
    [JsonRequired]
    public string Do { get; init; } = "";

    /// <summary>Arguments it must have; each value is a part of the real one.</summary>
    public JObject? With { get; init; }

    /// <summary>Connection it must go to; null for any.</summary>
    public string? To { get; init; }

    /// <inheritdoc />
    public override string ToString() => Do + (With is null ? "" : " " + With.ToString(Formatting.None)) + (To is null ? "" : " in " + To);
}
