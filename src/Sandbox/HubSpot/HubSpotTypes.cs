namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>What differs from object type to object type: id, names, shown properties, the modified property and the built-in definitions.</summary>
internal sealed class HubSpotTypes
{
    private static readonly string[] Lifecycle =
        ["subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer", "evangelist", "other"];

    private HubSpotTypes(string plural, string singular, string typeId, long firstId, string[] shown, params HubSpotPropertyDefinition[] own)
    {
        Plural = plural;
        Singular = singular;
        TypeId = typeId;
        FirstId = firstId;
        Modified = plural == "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate";
        Created = plural is "notes" or "tasks" or "calls" or "meetings" ? "hs_createdate" : "createdate";
        Shown = [.. shown, Created, Modified, "hs_object_id"];
        Own =
        [
            .. own, Date(Created, true), Date(Modified, true), new("hs_object_id", "number", "number", ReadOnly: true),
            new("hs_object_source", ReadOnly: true), new("hs_object_source_id", ReadOnly: true), new("hubspot_owner_id", "enumeration", "select"),
        ];
    }

    public static IReadOnlyList<HubSpotTypes> All { get; } =
    [
        new("contacts", "contact", "0-1", 546500061938, ["email", "firstname", "lastname"],
            new("email", HasUniqueValue: true), new("firstname"), new("lastname"), new("phone"), new("mobilephone"), new("company"), new("city"), new("zip"),
            new("country"), new("jobtitle"), new("website"), new("message", FieldType: "textarea"),
            new("lifecyclestage", "enumeration", "radio", Lifecycle),
            new("hs_lead_status", "enumeration", "radio", ["NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "ATTEMPTED_TO_CONTACT", "CONNECTED", "BAD_TIMING"]),
            new("hs_email_optout", "bool", "booleancheckbox", ReadOnly: true), new("hs_email_hard_bounce_reason_enum"), new("hs_analytics_source"),
            new("hs_analytics_source_data_1"), Date("recent_conversion_date", true), new("recent_conversion_event_name", ReadOnly: true),
            Date("hs_email_last_open_date"), Date("hs_email_last_click_date"), Date("hs_email_last_send_date"),
            Date("notes_last_contacted", true), Date("notes_last_updated", true), Date("hs_sales_email_last_replied", true),
            new("num_unique_conversion_events", "number", "number", ReadOnly: true), new("hs_merged_object_ids", ReadOnly: true)),
        new("companies", "company", "0-2", 18200400100, ["name", "domain"], new("name"), new("domain"), new("phone"), new("city"), new("industry")),
        new("deals", "deal", "0-3", 31400200300, ["amount", "closedate", "dealname", "dealstage", "pipeline"],
            new("dealname"), new("dealstage", "enumeration", "radio"), new("pipeline", "enumeration", "select"), new("amount", "number", "number"),
            Date("closedate"), new("closed_lost_reason", FieldType: "textarea"), new("deal_currency_code"),
            new("hs_is_closed", "bool", "booleancheckbox", ReadOnly: true), new("hs_is_closed_won", "bool", "booleancheckbox", ReadOnly: true)),
        new("tickets", "ticket", "0-5", 9200700100, ["subject", "content", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_priority"],
            new("subject"), new("content", FieldType: "textarea"), new("hs_pipeline", "enumeration", "select"),
            new("hs_pipeline_stage", "enumeration", "select"), new("hs_ticket_priority", "enumeration", "select", ["LOW", "MEDIUM", "HIGH", "URGENT"])),
        new("notes", "note", "0-46", 71200100100, [], Date("hs_timestamp"), new("hs_note_body", FieldType: "html"), new("hs_attachment_ids")),
        new("tasks", "task", "0-27", 72200100100, [], Date("hs_timestamp"), new("hs_task_subject"), new("hs_task_body", FieldType: "html"),
            new("hs_task_status", "enumeration", "select", ["NOT_STARTED", "IN_PROGRESS", "WAITING", "COMPLETED", "DEFERRED"]),
            new("hs_task_priority", "enumeration", "select", ["NONE", "LOW", "MEDIUM", "HIGH"]),
            new("hs_task_type", "enumeration", "select", ["EMAIL", "CALL", "TODO"]), new("hs_task_reminders")),
        new("calls", "call", "0-48", 73200100100, [], Date("hs_timestamp"), new("hs_call_title"), new("hs_call_body", FieldType: "html"),
            new("hs_call_direction", "enumeration", "select", ["INBOUND", "OUTBOUND"]), new("hs_call_duration", "number", "number"),
            new("hs_call_disposition"), new("hs_call_status")),
        new("meetings", "meeting", "0-47", 74200100100, [], Date("hs_timestamp"), new("hs_meeting_title"), new("hs_meeting_body", FieldType: "html"),
            Date("hs_meeting_start_time"), Date("hs_meeting_end_time"), new("hs_meeting_location"),
            new("hs_meeting_outcome", "enumeration", "select", ["SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"])),
    ];

    public string Plural { get; }

    public string Singular { get; }

    public string TypeId { get; }

    public long FirstId { get; }

    /// <summary><c>lastmodifieddate</c> for contacts, <c>hs_lastmodifieddate</c> for every other type.</summary>
    public string Modified { get; }

    public string Created { get; }

    /// <summary>What an answer holds when no properties are asked for.</summary>
    public IReadOnlyList<string> Shown { get; }

    public IReadOnlyList<HubSpotPropertyDefinition> Own { get; }

    public bool IsActivity => Plural is "notes" or "tasks" or "calls" or "meetings";

    /// <summary>Stage order of <c>lifecyclestage</c>: the API moves it only to the right.</summary>
    public static int LifecycleRank(string? stage) => stage is null ? -1 : Array.IndexOf(Lifecycle, stage);

    /// <summary>Finds a type by plural, singular or object type id, as HubSpot's paths allow.</summary>
    public static HubSpotTypes Of(string name) => Find(name) ?? throw new HubSpotRefusalException(400, "VALIDATION_ERROR", "Unable to infer object type from: " + name);

    public static HubSpotTypes? Find(string name) => All.FirstOrDefault(t =>
        string.Equals(t.Plural, name, StringComparison.OrdinalIgnoreCase) || string.Equals(t.Singular, name, StringComparison.OrdinalIgnoreCase) || t.TypeId == name);

    private static HubSpotPropertyDefinition Date(string name, bool readOnly = false) => new(name, "datetime", "date", ReadOnly: readOnly);
}
