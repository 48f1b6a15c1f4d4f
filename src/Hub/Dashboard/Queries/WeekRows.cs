namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>What the journey of seven days is made from.</summary>
/// <param name="Moves">Entries into stages, of this period and of the one before.</param>
/// <param name="Orders">Orders of this and earlier weeks.</param>
public sealed record WeekRows(IReadOnlyList<MoveCount> Moves, IReadOnlyList<OrderCount> Orders);
