using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

/// <summary>A message that one of our actions starts, or is planned to start.</summary>
/// <param name="ActionKey">The action's key.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="At">When it is due or was done.</param>
/// <param name="Class">Its class.</param>
public sealed record Touch(string ActionKey, string Rule, DateTimeOffset At, TouchClass Class);
