namespace IntegrationHub.Sandbox.HubSpot;

/// <summary>A contact list. Only MANUAL and SNAPSHOT lists can be written.</summary>
/// <param name="Id">List id.</param>
/// <param name="Name">Unique name.</param>
/// <param name="ProcessingType">MANUAL, DYNAMIC or SNAPSHOT.</param>
public sealed record HubSpotList(long Id, string Name, string ProcessingType)
{
    /// <summary>Members by record id, with the time they joined.</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> Members => MembersById;

    internal SortedDictionary<long, DateTimeOffset> MembersById { get; } = [];

    internal bool Writable => ProcessingType is "MANUAL" or "SNAPSHOT";
}
