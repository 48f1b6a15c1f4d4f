using System.Collections.Immutable;
using IntegrationHub.Hub.Dashboard.Queries;

namespace IntegrationHub.Hub.Api;

/// <summary>What is coming up for a client within seven days.</summary>
/// <param name="Counts">How much, by rule; of all rules.</param>
/// <param name="Items">The page, the next first.</param>
/// <param name="Next">Give this as <c>after</c> for the next page; null at the end.</param>
public sealed record ComingListView(ImmutableArray<ComingCount> Counts, ImmutableArray<ComingItemView> Items, string? Next);
