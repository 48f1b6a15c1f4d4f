namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Orders of one week in one currency.</summary>
/// <param name="WeeksBack">0 for the period itself, 1 for the seven days before, and so on.</param>
/// <param name="Currency">ISO 4217; null when the tool named none.</param>
/// <param name="N">How many.</param>
/// <param name="Amount">Their sum in 1/10,000.</param>
/// <param name="First">How many were somebody's first.</param>
/// <param name="FirstAmount">Their sum.</param>
public sealed record OrderCount(int WeeksBack, string? Currency, int N, long Amount, int First, long FirstAmount);
