namespace IntegrationHub.Mappings.Documents;

/// <summary>Something that may stand at a place.</summary>
/// <param name="Text">As a person reads it.</param>
/// <param name="Insert">As it is written: with quotes where it is a text.</param>
/// <param name="Says">What it means; may be empty.</param>
public sealed record Completion(string Text, string Insert, string Says);
