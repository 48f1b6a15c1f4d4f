namespace IntegrationHub.Mappings.Words;

/// <summary>One condition of a rule.</summary>
/// <param name="Clause">As decisions store it.</param>
/// <param name="Words">As people read it.</param>
public sealed record RuleClause(string Clause, string Words);
