namespace IntegrationHub.Hub.Simulating;

/// <summary>What a rule would have come to for one subject.</summary>
/// <param name="Acts">Steps that it would have done.</param>
/// <param name="FirstAt">When it would have done the first; null when none.</param>
/// <param name="Says">The first thing done, else the last reason why not, as a decision's sentence.</param>
/// <param name="Verdict">The verdict of that decision.</param>
public sealed record PersonOutcome(int Acts, DateTimeOffset? FirstAt, string Says, string Verdict);
