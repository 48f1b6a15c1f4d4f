namespace IntegrationHub.Hub.Dashboard.Queries;

/// <summary>Why somebody got a mail, as far as it is known.</summary>
public enum MessageCause
{
    /// <summary>Nothing that the hub knows of: a flow or a mail of the tool's own.</summary>
    Unknown,

    /// <summary>Sent by hand to many, in the tool.</summary>
    Campaign,

    /// <summary>A rule acted shortly before, and the mail may have followed from that.</summary>
    LikelyRule,

    /// <summary>A rule started the flow that bears this mail's name.</summary>
    Rule,
}
