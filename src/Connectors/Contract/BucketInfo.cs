namespace IntegrationHub.Connectors.Contract;

/// <summary>A rate budget at a vendor.</summary>
/// <param name="Name">Name for pages and metrics, e.g. <c>calls</c>, <c>search</c>, <c>edits</c>.</param>
/// <param name="Owner">Whose budget it is.</param>
/// <param name="Permits">Calls per <paramref name="Window"/>; 0 when only concurrency is limited.</param>
/// <param name="Window">Length of the window.</param>
/// <param name="Concurrency">Calls at the same time; 0 when not limited.</param>
/// <param name="Source">Where the vendor says so.</param>
public sealed record BucketInfo(string Name, BucketOwner Owner, int Permits, TimeSpan Window, int Concurrency, string Source);
