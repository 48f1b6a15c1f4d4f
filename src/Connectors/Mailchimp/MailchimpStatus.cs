using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>
/// Whether a member gets mail. A no is always written. A yes is written only over <c>transactional</c>, with proven consent: who left, bounced or was archived can only come back by themselves.
/// </summary>
internal static class MailchimpStatus
{
    internal static string Of(OutboundAction action) => action.Text("status").Trim().ToLowerInvariant();

    internal static async Task<ActionVerdict> SetAsync(VendorSession session, string member, OutboundAction action, CancellationToken cancellationToken)
    {
        var wished = Of(action);
        if (wished is not ("subscribed" or "unsubscribed"))
        {
            return new(action.Key, ActionOutcome.Rejected, "The status must be subscribed or unsubscribed.");
        }

        if (wished == "subscribed" && action.Text("consent") != "proven")
        {
            return new(action.Key, ActionOutcome.Rejected, "Nobody is subscribed without proven consent: name \"consent\": \"proven\" where the rule's conditions have made sure of it.");
        }

        using var recorded = ExchangeRecorder.Begin();
        var read = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetMember(session.Connection.Thing, member, authorization, "status", cancellationToken));
        if (read.Failure is { } unread)
        {
            return MailchimpActions.Failed(action, unread, recorded.Exchange);
        }

        var before = read.Value.Text("status") ?? "";
        if (before == wished)
        {
            return new(action.Key, ActionOutcome.Done, $"The member was {wished} already.", null, recorded.Exchange, member);
        }

        if (wished == "subscribed" && before != "transactional")
        {
            return new(action.Key, ActionOutcome.Rejected, $"The member is {(before.Length == 0 ? "in no status that was told" : before)}: they can only come back by themselves, with a form.", null, recorded.Exchange);
        }

        var answer = await MailchimpAnswer.SendAsync(
            session, (api, authorization) => api.Patch(session.Connection.Thing, member, authorization, new() { Status = wished }, repeatable: true, cancellationToken));
        return answer.Failure is { } failure ? MailchimpActions.Failed(action, failure, recorded.Exchange)
            : answer.Value.Text("status") == wished ? new(action.Key, ActionOutcome.Done, $"The member is {wished}.", null, recorded.Exchange, member)
            : new(action.Key, ActionOutcome.Ignored, $"Mailchimp answered well and the member is {FailureTable.Cut(answer.Value.Text("status") ?? "in no status that was told")}.", null, recorded.Exchange, member);
    }
}
