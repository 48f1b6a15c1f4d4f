namespace IntegrationHub.Connectors.Contract;

/// <summary>What somebody should know before a tool is connected.</summary>
/// <param name="Needs">What is needed at the vendor: plan, role, app.</param>
/// <param name="Who">Who must do it there.</param>
/// <param name="Minutes">About how long it takes.</param>
/// <param name="Without">What works without it, or what does not.</param>
/// <param name="Reads">What the hub reads.</param>
/// <param name="Writes">What the hub writes, once a rule asks for it.</param>
/// <param name="Never">What the hub never does there.</param>
/// <param name="KeySteps">Where the vendor shows a key for pasting, click by click; empty where there is none.</param>
/// <param name="KeyLimits">What a pasted key cannot do; null when it can do all that a sign-in can.</param>
/// <param name="Operator">What the hub's operator does once: app, redirect address, scopes, applications.</param>
public sealed record ReadinessInfo(
    IReadOnlyList<string> Needs, string Who, int Minutes, string Without, string Reads, string Writes, string Never, IReadOnlyList<string> KeySteps, string? KeyLimits,
    IReadOnlyList<string> Operator);
