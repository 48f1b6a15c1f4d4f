using System.Text;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;
using Newtonsoft.Json.Linq;

namespace IntegrationHub.Connectors.GoogleBusinessProfile;

/// <summary>
/// What the public sees: replies, posts, hours of special days; each goes out after a person's yes only. A reply's call creates or replaces, so the present reply is read first and another's
/// text is never overwritten.
/// </summary>
internal static class GoogleBusinessProfileActions
{
    internal static IReadOnlyList<WriteMark> MarksOf(string verb, OutboundAction action) => verb == "reply" && action.Target.ObjectId is { Length: > 0 } name
        ? [new("review:" + name, "reply", GoogleBusinessProfileNormaliser.Canonical(action.Text("text")))] : [];

    internal static async Task<IReadOnlyList<ActionVerdict>> DeliverAsync(
        VendorSession session, string verb, IReadOnlyList<OutboundAction> actions, CancellationToken cancellationToken)
    {
        var verdicts = new List<ActionVerdict>(actions.Count);
        var ready = new List<OutboundAction>(actions.Count);
        foreach (var action in actions)
        {
            if (Refusal(verb, action) is { } refusal)
            {
                verdicts.Add(new(action.Key, ActionOutcome.Rejected, refusal));
            }
            else
            {
                ready.Add(action);
            }
        }

        if (verb == "hours.special.set" && ready.Count > 0)
        {
            return [.. verdicts, .. await GoogleSpecialHours.SetAsync(session, ready, cancellationToken)];
        }

        foreach (var action in ready)
        {
            verdicts.Add(verb == "post.create" ? await GooglePosts.CreateAsync(session, action, cancellationToken) : await ReplyAsync(session, action, cancellationToken));
        }

        return verdicts;
    }

    private static string? Refusal(string verb, OutboundAction action) => verb switch
    {
        "reply" => !GoogleNotice.IsReview(action.Target.ObjectId) ? "The action names no review."
            : action.Text("text").Trim().Length == 0 ? "The reply has no text."
            : Encoding.UTF8.GetByteCount(action.Text("text")) > GoogleBusinessProfileSettings.ReplyBytes ? $"The reply is longer than {GoogleBusinessProfileSettings.ReplyBytes} bytes."
            : null,
        "post.create" => GooglePosts.Refusal(action),
        "hours.special.set" => GoogleSpecialHours.Refusal(action),
        _ => $"Google has no action {verb}.",
    };

    private static async Task<ActionVerdict> ReplyAsync(VendorSession session, OutboundAction action, CancellationToken cancellationToken)
    {
        var (name, text) = (action.Target.ObjectId!, action.Text("text"));
        using var recorded = ExchangeRecorder.Begin();
        var present = await GoogleAnswer.Send(session, (api, token) => api.Review(token, name, cancellationToken), cancellationToken);
        if (present.Failure is { } unread)
        {
            return unread.Kind is FailureKind.NotFound
                ? new(action.Key, ActionOutcome.Rejected, "The review is no longer there.", null, recorded.Exchange) : Verdicts.Of(action.Key, unread, recorded.Exchange);
        }

        using (var review = present.Value!)
        {
            var reply = review.RootElement.Get("reviewReply");
            if (reply.Text("comment") is { } there)
            {
                return GoogleBusinessProfileNormaliser.Canonical(there) == GoogleBusinessProfileNormaliser.Canonical(text)
                    ? Sent(action, reply.Text("reviewReplyState"), reply.Text("policyViolation"), recorded.Exchange, "It was already there. ")
                    : new(action.Key, ActionOutcome.Rejected, FailureTable.Cut("Somebody answered already: \"" + there + "\""), null, recorded.Exchange, name);
            }
        }

        var answer = await GoogleAnswer.Send(
            session, (api, token) => api.Reply(token, name, new JObject { ["comment"] = text }, true, GoogleBusinessProfileSettings.Edits, cancellationToken), cancellationToken);
        using var written = answer.Value;
        return answer.Failure is { } failure
            ? Verdicts.Of(action.Key, failure, recorded.Exchange)
            : Sent(action, written!.RootElement.Text("reviewReplyState"), written.RootElement.Text("policyViolation"), recorded.Exchange, "");
    }

    private static ActionVerdict Sent(OutboundAction action, string? state, string? violation, VendorExchange? exchange, string before) => state switch
    {
        "REJECTED" => new(action.Key, ActionOutcome.Rejected, FailureTable.Cut($"{before}Google does not publish the reply: {violation ?? "no reason given"}"), null, exchange, action.Target.ObjectId),
        "PENDING" => new(action.Key, ActionOutcome.Done, before + "sent, waiting for Google", null, exchange, action.Target.ObjectId),
        _ => new(action.Key, ActionOutcome.Done, before + "The reply is at the review.", null, exchange, action.Target.ObjectId),
    };
}
