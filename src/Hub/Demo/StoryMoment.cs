namespace IntegrationHub.Hub.Demo;

/// <summary>Something that happens in one of the tools.</summary>
/// <param name="At">When, in story time.</param>
/// <param name="Text">What, for the console.</param>
/// <param name="Happen">Makes it happen in the simulated tool.</param>
public sealed record StoryMoment(DateTimeOffset At, string Text, Action Happen);
