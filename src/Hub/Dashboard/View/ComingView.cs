namespace IntegrationHub.Hub.Dashboard.View;

/// <summary>Something that is due, for one contact or for several.</summary>
/// <param name="At">When the first of it is due, unix milliseconds.</param>
/// <param name="What">In words.</param>
/// <param name="People">For whom.</param>
public sealed record ComingView(long At, string What, IReadOnlyList<(long Id, string Name)> People);
