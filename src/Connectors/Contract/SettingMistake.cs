namespace IntegrationHub.Connectors.Contract;

/// <summary>One mistake in the settings of a connection.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Problem">What is wrong, with the value.</param>
/// <param name="Cure">What to do.</param>
public sealed record SettingMistake(string Name, string Problem, string Cure);
