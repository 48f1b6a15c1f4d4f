namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A link between two records; HubSpot keeps both directions with a type id each.</summary>
internal readonly record struct HubSpotAssociation(string FromType, long FromId, string ToType, long ToId, int TypeId)
{
    // Documented type ids of the CRM associations guide.
    private static readonly Dictionary<(string, string), int> Ids = new()
    {
        [("tasks", "contacts")] = 204, [("contacts", "tasks")] = 203, [("tasks", "companies")] = 192, [("tasks", "deals")] = 216, [("deals", "tasks")] = 215,
        [("notes", "contacts")] = 202, [("contacts", "notes")] = 201, [("notes", "companies")] = 190, [("notes", "deals")] = 214, [("deals", "notes")] = 213,
        [("calls", "contacts")] = 194, [("contacts", "calls")] = 193, [("meetings", "contacts")] = 200, [("contacts", "meetings")] = 199,
        [("deals", "contacts")] = 3, [("contacts", "deals")] = 4, [("contacts", "companies")] = 279, [("companies", "contacts")] = 280,
        [("deals", "companies")] = 341, [("companies", "deals")] = 342, [("tickets", "contacts")] = 16, [("contacts", "tickets")] = 15,
    };

    public static int? DefaultTypeId(string from, string to) => Ids.TryGetValue((from, to), out var id) ? id : null;

    public HubSpotAssociation Reverse() => new(ToType, ToId, FromType, FromId, DefaultTypeId(ToType, FromType) ?? TypeId);
}
