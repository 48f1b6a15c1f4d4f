namespace IntegrationHub.Journey;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>An instant.</summary>
    Time,

    /// <summary>A list of texts.</summary>
    List,

    /// <summary>Kept from us by the vendor.</summary>
    Withheld,
}
