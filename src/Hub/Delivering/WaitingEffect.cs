using IntegrationHub.Mappings.Engine;

namespace IntegrationHub.Hub.Delivering;

/// <summary>An action that was done and whose effect in the other tool is not seen yet.</summary>
/// <param name="Action">The action.</param>
/// <param name="Expected">What should follow, and how soon.</param>
/// <param name="DoneAt">When it was sent.</param>
/// <param name="Grant">Its grant.</param>
internal sealed record WaitingEffect(DueAction Action, ExpectedEffect Expected, DateTimeOffset DoneAt, string Grant);
