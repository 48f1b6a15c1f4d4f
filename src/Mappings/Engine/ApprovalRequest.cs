namespace IntegrationHub.Mappings.Engine;

/// <summary>Something a person must decide.</summary>
/// <param name="RunId">The run that waits.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Step">Step id.</param>
/// <param name="Title">What is asked, in one line.</param>
/// <param name="Draft">The text that would go out; may be edited. Null when there is nothing to edit.</param>
/// <param name="Action">Full name of the action that follows a yes, e.g. <c>reviews.reply</c>.</param>
/// <param name="ExpiresAt">When it lapses without being sent; null when it keeps.</param>
public sealed record ApprovalRequest(string RunId, string Rule, string Step, string Title, string? Draft, string Action, DateTimeOffset? ExpiresAt);
