using System.Collections.Immutable;
using IntegrationHub.Mappings.Documents;

namespace IntegrationHub.Hub.Processing;

/// <summary>What came of a wish to publish.</summary>
/// <param name="Answer">What came of it.</param>
/// <param name="Version">The version asked for; for <see cref="PublishAnswer.ChangedMeanwhile"/> the one in force.</param>
/// <param name="Mistakes">All mistakes of the text; empty otherwise.</param>
public sealed record PublishOutcome(PublishAnswer Answer, int Version, ImmutableArray<Mistake> Mistakes)
{
    /// <summary>What is new with it and often not meant; empty when nothing was published.</summary>
    public ImmutableArray<PublishWarning> Warnings { get; init; } = [];
}
