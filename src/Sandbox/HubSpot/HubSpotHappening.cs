namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>Something that happened to a record, before subscriptions turn it into webhook events.
/// The verb is creation, propertyChange, deletion, merge, restore, associationChange or privacyDeletion.</summary>
internal sealed record HubSpotHappening(HubSpotTypes Type, string Verb, long ObjectId, DateTimeOffset At, HubSpotActor By)
{
    public string? Property { get; init; }

    public string? Value { get; init; }

    public long[]? MergedIds { get; init; }

    public long? NewObjectId { get; init; }

    public int MovedProperties { get; init; }

    public HubSpotAssociation? Link { get; init; }

    public bool LinkRemoved { get; init; }
}
