namespace IntegrationHub.Hub.Api;

/// <summary>An address that anything can call, to be made.</summary>
/// <param name="Name">What calls: a name of your own, in small letters, digits and hyphens.</param>
/// <param name="By">Who makes it.</param>
/// <param name="Preset">What to begin with: booking, form, lead, document, support, survey, till; null when the settings say everything.</param>
/// <param name="Settings">What differs from the preset; null when nothing does.</param>
public sealed record SourceOrder(string Name, string By, string? Preset = null, IReadOnlyDictionary<string, string>? Settings = null);
