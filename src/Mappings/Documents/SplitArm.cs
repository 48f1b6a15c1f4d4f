namespace IntegrationHub.Mappings.Documents;

/// <summary>One way of a split.</summary>
/// <param name="Name">Its name, as people read it.</param>
/// <param name="Share">Share of the people who get it, in percent, 1 to 99.</param>
/// <param name="At">Place of its first step; that of the common steps when it has none.</param>
public sealed record SplitArm(string Name, int Share, int At);
