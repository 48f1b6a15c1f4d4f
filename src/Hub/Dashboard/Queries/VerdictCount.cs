namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>How often a rule concluded something.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Verdict">Verdict.</param>
/// <param name="N">Decisions.</param>
/// <param name="People">Contacts.</param>
public sealed record VerdictCount(string Rule, int Verdict, long N, long People);
