using IntegrationHub.Journey;

namespace IntegrationHub.Mappings.Engine;

/// <summary>One of our actions, planned or done; those of class service and marketing start a message.</summary>
/// <param name="ActionKey">The action's key.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="At">When it is due or was done.</param>
/// <param name="Class">Its class.</param>
public sealed record Touch(string ActionKey, string Rule, DateTimeOffset At, TouchClass Class)
{
    /// <summary>Full name of the action with its mark: <c>mail.tag.add[review-request]</c>; conditions ask for it as <c>action:…</c>.</summary>
    public string? Name { get; init; }
}
