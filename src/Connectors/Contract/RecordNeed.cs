namespace IntegrationHub.Connectors.Contract;

/// <summary>Whether an action needs the vendor's own id of the person's record. Where it is not known, the hub looks for it by address first.</summary>
public enum RecordNeed
{
    /// <summary>The address is enough, or the action concerns nobody.</summary>
    None,

    /// <summary>The action belongs to the record where there is one and is useful without it.</summary>
    Wanted,

    /// <summary>Nothing can be done without the record.</summary>
    Required,
}
