namespace IntegrationHub.Mappings.Documents;

/// <summary>A property that differs.</summary>
/// <param name="Name">Its name in the document, e.g. <c>mode</c>, <c>if</c>, <c>then</c>.</param>
/// <param name="Before">As it was: a plain word, or JSON; null when it was not there.</param>
/// <param name="After">As it becomes; null when it is left out.</param>
public sealed record ValueChange(string Name, string? Before, string? After);
