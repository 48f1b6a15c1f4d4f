namespace IntegrationHub.Mappings.Documents;

/// <summary>A mistake in a mapping document.</summary>
/// <param name="File">File name as given.</param>
/// <param name="Line">Line from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Problem">What is wrong, with the value.</param>
/// <param name="Value">The value as it stands.</param>
/// <param name="Cure">What to do.</param>
public sealed record Mistake(string File, int Line, int Column, string Problem, string? Value, string Cure)
{
    /// <summary>One line for people: file, line, problem, cure.</summary>
    public override string ToString() => $"{File}, line {Line}: {Problem}. {Cure}";
}
