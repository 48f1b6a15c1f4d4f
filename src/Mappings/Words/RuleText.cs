using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Words;

/// <summary>A rule in words.</summary>
/// <param name="Sentence">What it does, to be read aloud.</param>
/// <param name="Conditions">Its conditions as short lines, where they are too long for the sentence (25 words); empty otherwise.</param>
public sealed record RuleText(string Sentence, ImmutableArray<string> Conditions);
