using System.Collections.Immutable;

namespace IntegrationHub.Hub.Api;

/// <summary>A rule in words.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="Mode">off, watching, trying with a share, or on.</param>
/// <param name="Sentence">What it does.</param>
/// <param name="Conditions">Its conditions, where the sentence does not hold them.</param>
public sealed record MappingRuleView(string Id, string Mode, string Sentence, ImmutableArray<string> Conditions);
