using IntegrationHub.Hub.Journal;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Writes down what a person answered; the client's lane carries it on.</summary>
public sealed class ApprovalAnswers(HubStore store, IWaker waker, TimeProvider time)
{
    /// <summary>Longest text that may be sent: what Google takes for a reply.</summary>
    public const int LongestText = 4096;

    /// <summary>Approves, with the text as edited. False when it no longer waits: somebody was quicker, or it expired.</summary>
    public Task<bool> ApproveAsync(string client, long id, string? text, string by, CancellationToken cancellationToken = default) =>
        AnswerAsync(client, id, ApprovalState.Approved, text, by, cancellationToken);

    /// <summary>Declines. False when it no longer waits.</summary>
    public Task<bool> DeclineAsync(string client, long id, string by, CancellationToken cancellationToken = default) =>
        AnswerAsync(client, id, ApprovalState.Declined, null, by, cancellationToken);

    private async Task<bool> AnswerAsync(string client, long id, ApprovalState state, string? text, string by, CancellationToken cancellationToken)
    {
        if (text?.Length > LongestText)
        {
            throw new ArgumentException($"The text is longer than {LongestText} characters.", nameof(text));
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await store.Writer.Write(
            t => t.Execute(
                "update approval set state=@p2,text=@p3,by=@p4,answered_at=@p5 where client=@p0 and id=@p1 and state=0 and (expires_at is null or expires_at>@p5)",
                client, id, (long)state, text, by, now),
            cancellationToken);
        if (changed == 1)
        {
            waker.LaneHasWork(client);
        }

        return changed == 1;
    }
}
