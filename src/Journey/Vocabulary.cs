namespace IntegrationHub.Journey;

/// <summary>The event names that the hub knows, with subject, meaning and sources. Data: <c>Data/vocabulary.json</c>.</summary>
public static partial class Vocabulary
{
}
