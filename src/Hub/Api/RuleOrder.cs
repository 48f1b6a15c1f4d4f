using System.Text.Json;

namespace IntegrationHub.Hub.Api;

/// <summary>A rule as it shall be.</summary>
/// <param name="Rule">The whole rule as in a mapping: the text of a JSON object with its id; comments are allowed. Of a pack's rule only what differs is kept.</param>
/// <param name="By">Who wrote it; not needed to have it checked only.</param>
/// <param name="Parameters">Values of parameters to be set with it: texts, numbers, yes or no.</param>
/// <param name="Expected">The version that the author saw. When another text says something else of this rule, nothing is kept. Left out, the author takes what is there.</param>
public sealed record RuleOrder(string Rule, string? By = null, IReadOnlyDictionary<string, JsonElement>? Parameters = null, int? Expected = null);
