namespace IntegrationHub.Hub.Api;

/// <summary>What a person answers.</summary>
/// <param name="Approve">Yes or no.</param>
/// <param name="Text">The text as edited; nothing to keep the draft.</param>
/// <param name="By">Who answers.</param>
public sealed record ApprovalAnswer(bool? Approve, string? Text, string By);
