namespace IntegrationHub.Hub.Storage.Rows;

/// <summary>A link to the page of a rule, and the one answer to it.</summary>
public sealed class SharedRule
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }

    /// <summary>Client id.</summary>
    public string Client { get; set; } = "";

    /// <summary>Rule id.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Version of the rules whose words are shown.</summary>
    public int Version { get; set; }

    /// <summary>Mark of what the rule says, 64 hex digits (<c>RuleWording</c>).</summary>
    public string Wording { get; set; } = "";

    /// <summary>The page as it is shown: JSON. It never changes.</summary>
    public string Shown { get; set; } = "";

    /// <summary>SHA-256 of the link's secret, 64 hex digits; the secret itself is kept nowhere.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>For whom it was made.</summary>
    public string For { get; set; } = "";

    /// <summary>Who made it.</summary>
    public string By { get; set; } = "";

    /// <summary>Unix ms.</summary>
    public long At { get; set; }

    /// <summary>Unix ms from which it opens nothing.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>Unix ms at which it was opened first; null while it never was.</summary>
    public long? OpenedAt { get; set; }

    /// <summary>agreed or remark; null while nobody answered.</summary>
    public string? Answer { get; set; }

    /// <summary>Name as typed by who answered.</summary>
    public string? AnsweredBy { get; set; }

    /// <summary>Unix ms.</summary>
    public long? AnsweredAt { get; set; }

    /// <summary>The remark as typed.</summary>
    public string? Remark { get; set; }

    /// <summary>Unix ms at which it was taken back; null while it was not.</summary>
    public long? TakenBackAt { get; set; }

    /// <summary>Who took it back.</summary>
    public string? TakenBackBy { get; set; }

    /// <summary>Unix ms at which somebody noted the answer; null while nobody did.</summary>
    public long? NotedAt { get; set; }

    /// <summary>Who noted it.</summary>
    public string? NotedBy { get; set; }
}
