namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>Something a person must decide.</summary>
public sealed class Approval
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Run that waits.</summary>
    public string Run { get; set; } = "";

    /// <summary>Rule id.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Step id.</summary>
    public string Step { get; set; } = "";

    /// <summary>Contact.</summary>
    public long? Contact { get; set; }

    /// <summary>Engine subject.</summary>
    public string Subject { get; set; } = "";

    /// <summary>What is asked.</summary>
    public string Title { get; set; } = "";

    /// <summary>Text that would go out.</summary>
    public string? Draft { get; set; }

    /// <summary>Action that follows a yes.</summary>
    public string Action { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long CreatedAt { get; set; }

    /// <summary>Unix ms.</summary>
    public long? ExpiresAt { get; set; }

    /// <summary>ApprovalState.</summary>
    public int State { get; set; }

    /// <summary>Text as edited.</summary>
    public string? Text { get; set; }

    /// <summary>Who answered.</summary>
    public string? By { get; set; }

    /// <summary>Unix ms.</summary>
    public long? AnsweredAt { get; set; }
}
