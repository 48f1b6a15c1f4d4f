namespace IntegrationHub.Hub.Simulating;

/// <summary>How often something was not done for one reason.</summary>
/// <param name="Verdict">The verdict, e.g. <c>NoConsent</c>.</param>
/// <param name="Clause">The clause that decided, as in the document; null where the verdict says all.</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(string Verdict, string? Clause, int Count);
