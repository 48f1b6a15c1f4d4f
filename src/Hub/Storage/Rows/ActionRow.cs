namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A wished outbound change.</summary>
public sealed class ActionRow
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Action key (P2), unique per client.</summary>
    public string Key { get; set; } = "";

    /// <summary>Grant whose budget it uses.</summary>
    public string Grant { get; set; } = "";

    /// <summary>Target connection.</summary>
    public string Connection { get; set; } = "";

    /// <summary>Verb after the role.</summary>
    public string Verb { get; set; } = "";

    /// <summary>Full name, e.g. mail.tag.add.</summary>
    public string Name { get; set; } = "";

    /// <summary>Rule id.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Run id.</summary>
    public string Run { get; set; } = "";

    /// <summary>Step id.</summary>
    public string Step { get; set; } = "";

    /// <summary>Contact.</summary>
    public long? Contact { get; set; }

    /// <summary>Engine subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The vendor's object.</summary>
    public string? ObjectId { get; set; }

    /// <summary>Canonical address.</summary>
    public string? Email { get; set; }

    /// <summary>TouchClass.</summary>
    public int Touch { get; set; }

    /// <summary>Not before, unix ms.</summary>
    public long DueAt { get; set; }

    /// <summary>Of no use after, unix ms.</summary>
    public long? StaleAt { get; set; }

    /// <summary>ActionState.</summary>
    public int State { get; set; }

    /// <summary>Arguments as JSON.</summary>
    public string Payload { get; set; } = "";

    /// <summary>Event whose decision wished it.</summary>
    public long? Event { get; set; }

    /// <summary>Hops of the chain including this action.</summary>
    public int Hops { get; set; }

    /// <summary>Which connection and why.</summary>
    public string TargetReason { get; set; } = "";

    /// <summary>Who approved it.</summary>
    public string? ApprovedBy { get; set; }

    /// <summary>Expected effect as JSON.</summary>
    public string? Expect { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Epoch of the owner that claimed it.</summary>
    public long Epoch { get; set; }

    /// <summary>Last verdict in words.</summary>
    public string? Result { get; set; }

    /// <summary>Object it made or found.</summary>
    public string? VendorObject { get; set; }

    /// <summary>Unix ms.</summary>
    public long CreatedAt { get; set; }

    /// <summary>Unix ms.</summary>
    public long UpdatedAt { get; set; }
}
