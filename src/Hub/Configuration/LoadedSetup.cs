namespace IntegrationHub.Hub.Configuration;

/// <summary>A configuration file as loaded: the setup, or all mistakes in it.</summary>
/// <param name="Setup">What the hub can run on; null when there are mistakes.</param>
/// <param name="Listen">Address to listen on.</param>
/// <param name="DataFolder">Folder of the store, absolute.</param>
/// <param name="Mistakes">All mistakes found; empty when it is right.</param>
public sealed record LoadedSetup(HubSetup? Setup, Uri Listen, string DataFolder, IReadOnlyList<ConfigurationMistake> Mistakes);
