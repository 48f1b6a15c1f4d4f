namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How much of a rule is coming up.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Day">Due within 24 hours, what is overdue included.</param>
/// <param name="Week">Due within seven days, the first day included.</param>
/// <param name="Held">Of these the ones that something keeps.</param>
public sealed record ComingCount(string Rule, int Day, int Week, int Held);
