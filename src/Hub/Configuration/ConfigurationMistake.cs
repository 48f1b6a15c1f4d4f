namespace IntegrationHub.Hub.Configuration;

/// <summary>One mistake in a configuration file: where, what, and how to mend it.</summary>
/// <param name="File">File name.</param>
/// <param name="Line">Line from 1; 0 when it concerns the whole file.</param>
/// <param name="Problem">What is wrong, with the value.</param>
/// <param name="Cure">What to do.</param>
public sealed record ConfigurationMistake(string File, int Line, string Problem, string Cure)
{
    /// <inheritdoc />
    public override string ToString() => Line > 0 ? $"{File}, line {Line}: {Problem} {Cure}" : $"{File}: {Problem} {Cure}";
}
