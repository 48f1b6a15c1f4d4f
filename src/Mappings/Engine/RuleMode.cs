namespace IntegrationHub.Mappings.Engine;

/// <summary>How far a rule may go.</summary>
public enum RuleMode
{
    /// <summary>Not looked at.</summary>
    Off,

    /// <summary>Decides and logs, does nothing.</summary>
    Shadow,

    /// <summary>A stable share or a segment only.</summary>
    Pilot,

    /// <summary>For everybody.</summary>
    Live,
}
