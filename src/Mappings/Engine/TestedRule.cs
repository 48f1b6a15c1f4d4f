using System.Collections.Immutable;

namespace IntegrationHub.Mappings.Engine;

/// <summary>What a rule would do for somebody of the team who tries it.</summary>
/// <param name="Actions">Actions that can be taken back: tags and fields in the tools. Of class internal, so that no cap and no consent of the person counts.</param>
/// <param name="Skipped">What is left out in a test and why, in words.</param>
public sealed record TestedRule(ImmutableArray<PlannedAction> Actions, ImmutableArray<string> Skipped);
