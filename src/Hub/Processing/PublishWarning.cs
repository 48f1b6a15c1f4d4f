using IntegrationHub.Mappings.Warnings;

namespace IntegrationHub.Hub.Processing;

/// <summary>A warning before a text of rules is put in force.</summary>
/// <param name="Warning">The warning.</param>
/// <param name="IsNew">False when what is in force gives the same one.</param>
public sealed record PublishWarning(MappingWarning Warning, bool IsNew);
