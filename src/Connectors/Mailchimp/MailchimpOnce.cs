using IntegrationHub.Connectors.Contract;
using IntegrationHub.Connectors.Http;
using IntegrationHub.Connectors.Payloads;

namespace IntegrationHub.Connectors.Mailchimp;

/// <summary>What is done once: notes, which can be read back, and steps of journeys, which cannot.</summary>
internal static class MailchimpOnce
{
    private const int NotesRead = 1000;

    /// <summary>Writes a note, with a mark by which a second try finds it.</summary>
    internal static async Task<ActionVerdict> NoteAsync(VendorSession session, string member, OutboundAction action, CancellationToken cancellationToken)
    {
        var mark = OnceOnly.MarkOf(action.Key);
        using var recorded = ExchangeRecorder.Begin();
        if (action.Attempt > 1)
        {
            var notes = await MailchimpAnswer.SendAsync(session, (api, authorization) => api.GetNotes(session.Connection.Thing, member, authorization, NotesRead, cancellationToken));
            if (notes.Failure is { } unread)
            {
                return unread.Kind is FailureKind.NotFound ? MailchimpActions.Failed(action, unread, recorded.Exchange)
                    : OnceOnly.NotLookedFor(action.Key, unread, recorded.Exchange);
            }

            if (notes.Value.Get("notes").Items().FirstOrDefault(n => n.Text("note")?.Contains(mark, StringComparison.Ordinal) is true) is { ValueKind: System.Text.Json.JsonValueKind.Object } there)
            {
                return new(action.Key, ActionOutcome.Done, "The note was there already.", null, recorded.Exchange, there.Digits("id", "note_id"));
            }
        }

        var answer = await MailchimpAnswer.SendAsync(
            session, (api, authorization) => api.AddNote(session.Connection.Thing, member, authorization, new(action.Text("body").Trim() + "\n" + mark), cancellationToken), unrepeatable: true);
        return answer.Failure is { } failure ? MailchimpActions.Failed(action, OnceOnly.Unsure(failure), recorded.Exchange)
            : new(action.Key, ActionOutcome.Done, "The note is at the member.", null, recorded.Exchange, answer.Value.Digits("id", "note_id"));
    }

    /// <summary>Begins a step of a journey. Nothing tells afterwards whether it began: when an earlier try may have arrived, a person must look.</summary>
    internal static async Task<ActionVerdict> TriggerAsync(VendorSession session, string member, OutboundAction action, CancellationToken cancellationToken)
    {
        if (action.Doubtful)
        {
            return new(action.Key, ActionOutcome.Uncertain, "An earlier try may have begun the step, and Mailchimp does not tell. Look at the contact's activity there.");
        }

        using var recorded = ExchangeRecorder.Begin();
        var answer = await MailchimpAnswer.SendAsync(
            session, (api, authorization) => api.TriggerStep(action.Text("journey").Trim(), action.Text("step").Trim(), authorization, new(action.Target.Email!), cancellationToken), unrepeatable: true);
        return answer.Failure switch
        {
            { Kind: FailureKind.NotFound } => new(action.Key, ActionOutcome.Rejected,
                "Mailchimp has no such step, the journey is not on, or the address is not in its audience. Journey and step stand in the address of the step \"API trigger\".", null, recorded.Exchange),
            { } failure => Verdicts.Of(action.Key, OnceOnly.Unsure(failure), recorded.Exchange),
            _ => new(action.Key, ActionOutcome.Done, "The step of the journey was begun.", null, recorded.Exchange, member),
        };
    }
}
