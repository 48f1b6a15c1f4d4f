namespace IntegrationHub.Mappings.Documents;

/// <summary>A property that differs.</summary>
/// <param name="Name">Its name in the document, e.g. <c>mode</c>, <c>if</c>, <c>then</c>.</param>
/// <param name="Before">As it was: a plain word, or JSON; null when it was not there.</param>
/// <param name="After">As it becomes; null when it is left out.</param>
public sealed record ValueChange(string Name, string? Before, string? After)
{
    /// <summary>Name of the difference in who is put into which arm of a split: it is easily missed among the steps.</summary>
    public const string Division = "split";

    /// <summary>What follows from it, in words; null where that is plain.</summary>
    public string? Means => Name == Division && Before is not null && After is not null ? "People may change arms, and the figures of the arms begin anew." : null;
}
