namespace IntegrationHub.Hub.Tests;

/// <summary>An action that a test wishes.</summary>
/// <param name="Verb">Verb after the role.</param>
/// <param name="Person">Which person, from 0; their address is <c>p1@example.com</c> for the first.</param>
/// <param name="Record">The tool's own id of the person; null when not known.</param>
/// <param name="Payload">Arguments as JSON.</param>
/// <param name="ApprovedBy">Who said yes, for what needs it.</param>
public sealed record WishedAction(string Verb, int Person, string? Record, string Payload, string? ApprovedBy = null);
