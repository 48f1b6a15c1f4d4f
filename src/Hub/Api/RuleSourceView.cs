using System.Text.Json;

namespace IntegrationHub.Hub.Api;

/// <summary>A rule as its author writes it.</summary>
/// <param name="Version">The text that it stands in: the draft that waits, else the version in force.</param>
/// <param name="IsDraft">True when that text is a draft.</param>
/// <param name="Pack">The pack that it comes from; null for a rule of the client's own.</param>
/// <param name="Rule">The rule, its pack's words and the mapping's own put together.</param>
/// <param name="Parameters">The parameters that it names, each with its value; null where it has none.</param>
public sealed record RuleSourceView(int Version, bool IsDraft, string? Pack, JsonElement Rule, IReadOnlyDictionary<string, JsonElement?> Parameters);
