namespace IntegrationHub.Connectors.WebhookIn;

/// <summary>Settings to begin with, by what calls. Each place lists the spellings of common tools; a connection's own settings come first.</summary>
internal static class WebhookInPresets
{
    private const string Email = "email|customer.email|contact.email|user.email|data.email|attendee.email|payload.email|payload.attendees[0].email|fields.email|data.email_address";
    private const string Name = "name|customer.name|contact.name|user.name|data.name|payload.name|payload.attendees[0].name|fields.name|full_name";
    private const string Phone = "phone|phone_number|customer.phone|contact.phone|data.phone|payload.phone|fields.phone|payload.text_reminder_number";
    private const string FirstName = "firstName|first_name|customer.first_name|payload.first_name|fields.first_name";
    private const string LastName = "lastName|last_name|customer.last_name|payload.last_name|fields.last_name";
    private const string At = "createdAt|created_at|occurredAt|timestamp|date|data.created_at|payload.created_at";

    internal static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> All { get; } = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
    {
        ["booking"] = Person(new()
        {
            ["event"] = "meeting.booked", ["on"] = "event|triggerEvent|type", ["on.invitee.created"] = "meeting.booked", ["on.BOOKING_CREATED"] = "meeting.booked", ["on.booking.created"] = "meeting.booked",
            ["on.BOOKING_NO_SHOW_UPDATED"] = "meeting.missed", ["on.invitee_no_show.created"] = "meeting.missed",
            ["id"] = "payload.uri|payload.uid|bookingId|booking.id|id|uid", ["key"] = "payload.uri|payload.uid|bookingId|booking.id|id|uid",
            ["with.start"] = "payload.scheduled_event.start_time|payload.startTime|start|startTime|start_time|booking.start", ["with.kind"] = "payload.scheduled_event.name|payload.eventTitle|payload.type|service|type.name",
            ["with.place"] = "payload.scheduled_event.location.location|payload.location|location|place",
        }),
        ["form"] = Person(new() { ["event"] = "form.submitted", ["id"] = "id|submissionId|submission_id|event_id|response_id", ["with.formId"] = "formId|form_id|form.id|form_response.form_id", ["with.formName"] = "formName|form_name|form.name|form_response.definition.title", ["with.page"] = "page|url|referrer|pageUrl" }),
        ["lead"] = Person(new() { ["event"] = "ad.lead.submitted", ["id"] = "leadgen_id|leadId|lead_id|id" }),
        ["document"] = Person(new()
        {
            ["event"] = "proposal.viewed", ["on"] = "event|type|event_type|action", ["on.viewed"] = "proposal.viewed", ["on.document_viewed"] = "proposal.viewed", ["on.signed"] = "contract.signed", ["on.document_completed"] = "contract.signed",
            ["on.completed"] = "contract.signed", ["email"] = "recipient.email|signer.email|" + Email, ["id"] = "eventId|event_id|document.id|documentId|id", ["with.document"] = "document.name|documentName|title|name",
        }),
        ["support"] = Person(new()
        {
            ["event"] = "ticket.opened", ["on"] = "event|type|action|status", ["on.created"] = "ticket.opened", ["on.opened"] = "ticket.opened", ["on.new"] = "ticket.opened", ["on.open"] = "ticket.opened", ["on.closed"] = "ticket.closed", ["on.solved"] = "ticket.closed",
            ["email"] = "requester.email|ticket.requester.email|" + Email, ["name"] = "requester.name|ticket.requester.name|" + Name, ["id"] = "ticket.id|ticketId|ticket_id|id", ["key"] = "ticket.id|ticketId|ticket_id|id",
            ["with.ticketId"] = "ticket.id|ticketId|ticket_id|id", ["with.subject"] = "ticket.subject|subject|title", ["with.priority"] = "ticket.priority|priority",
        }),
        ["survey"] = Person(new() { ["event"] = "survey.answered", ["id"] = "responseId|response_id|id", ["with.survey"] = "survey.name|surveyName|survey|form_response.definition.title", ["with.score"] = "score|rating|nps|answer.score|form_response.calculated.score", ["with.scale"] = "scale|max", ["with.text"] = "text|comment|feedback|answer.text" }),
        ["till"] = Person(new()
        {
            ["event"] = "order.paid", ["id"] = "receiptId|receipt_id|transactionId|transaction_id|sale.id|id", ["key"] = "receiptId|receipt_id|transactionId|transaction_id|sale.id|id", ["with.orderId"] = "receiptId|receipt_id|transactionId|transaction_id|sale.id|id",
            ["amount"] = "total|amount|sale.total|total_money.amount", ["currency"] = "currency|sale.currency|total_money.currency", ["with.method"] = "paymentMethod|payment_method|method", ["with.channel"] = "='till'",
        }),
    };

    private static Dictionary<string, string> Person(Dictionary<string, string> own)
    {
        foreach (var (name, path) in new[] { ("email", Email), ("name", Name), ("phone", Phone), ("firstName", FirstName), ("lastName", LastName), ("at", At) })
        {
            own.TryAdd(name, path);
        }

        return own;
    }
}
