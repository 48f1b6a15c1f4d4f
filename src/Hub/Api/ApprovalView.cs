using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Api;

/// <summary>Something that waits for a person's yes, with what goes out then.</summary>
/// <param name="Id">Approval id.</param>
/// <param name="Rule">The rule that asks.</param>
/// <param name="Run">Its run.</param>
/// <param name="Step">Step id.</param>
/// <param name="Contact">The contact; null when it concerns nobody.</param>
/// <param name="Subject">Engine subject.</param>
/// <param name="Title">What is asked.</param>
/// <param name="Draft">The text that would go out, and may be changed.</param>
/// <param name="Action">Action that follows a yes.</param>
/// <param name="AfterYes">What follows a yes, in words.</param>
/// <param name="With">What goes out beside the text, by argument.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="ExpiresAt">Unix ms; null when it keeps.</param>
public sealed record ApprovalView(
    long Id, string Rule, string Run, string Step, long? Contact, string Subject, string Title, string? Draft, string Action, string AfterYes, IReadOnlyDictionary<string, string> With, long CreatedAt,
    long? ExpiresAt)
{
    internal static ApprovalView Of(Approval a, IReadOnlyDictionary<string, Journey.Value> asked) => new(
        a.Id, a.Rule, a.Run, a.Step, a.Contact, a.Subject, a.Title, a.Draft, a.Action, Dashboard.View.Words.AfterYes(a.Action, asked),
        asked.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal), a.CreatedAt, a.ExpiresAt);
}
