using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Api;

/// <summary>An action that may have happened.</summary>
/// <param name="Id">Action id.</param>
/// <param name="Question">What was asked of which tool, and what a person has to find out.</param>
/// <param name="Name">Full name of the action.</param>
/// <param name="Connection">Where it went.</param>
/// <param name="Rule">The rule that wanted it.</param>
/// <param name="Contact">The contact; null when it concerns nobody.</param>
/// <param name="Since">Since when it is not known.</param>
/// <param name="Attempts">The tries.</param>
public sealed record UncertainView(
    long Id, string Question, string Name, string Connection, string Rule, long? Contact, DateTimeOffset Since, IReadOnlyList<Attempt> Attempts);
