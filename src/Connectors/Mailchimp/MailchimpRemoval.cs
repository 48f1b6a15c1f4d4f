using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>Takes members out of the audience: archived (they and their history stay known) or, after a person's yes, deleted for good.</summary>
internal static class MailchimpRemoval
{
    internal static async Task<ActionVerdict> RemoveAsync(VendorSession session, string member, OutboundAction action, bool forGood, CancellationToken cancellationToken)
    {
        using var recorded = ExchangeRecorder.Begin();
        var answer = await MailchimpAnswer.SendAsync(session, (api, authorization) => forGood
            ? api.Erase(session.Connection.Thing, member, authorization, repeatable: true, cancellationToken)
            : api.Archive(session.Connection.Thing, member, authorization, repeatable: true, cancellationToken));
        return answer.Failure switch
        {
            { Kind: FailureKind.NotFound } => new(action.Key, ActionOutcome.Done, "The audience had no such member (any more).", null, recorded.Exchange, member),
            { Status: 405 } when !forGood => new(action.Key, ActionOutcome.Ignored, "Mailchimp does not archive members that are archived already, bounced or not confirmed yet.", null, recorded.Exchange, member),
            { } failure => Verdicts.Of(action.Key, failure, recorded.Exchange),
            _ => new(action.Key, ActionOutcome.Done, forGood ? "The member is deleted for good; the address can only come back by itself." : "The member is archived.", null, recorded.Exchange, member),
        };
    }
}
