using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Testing;

/// <summary>A step of a test that was sent.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Name">What was done, e.g. <c>mail.tag.add</c>.</param>
/// <param name="Mark">The tag or field.</param>
/// <param name="Connection">Where.</param>
/// <param name="State">What became of it.</param>
/// <param name="Result">The same in words; empty while it waits.</param>
/// <param name="TakenBack">True once it was taken back.</param>
public sealed record SentTest(DateTimeOffset At, string Name, string Mark, string Connection, ActionState State, string Result, bool TakenBack);
