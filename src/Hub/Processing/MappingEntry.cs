namespace IntegrationHub.Hub.Processing;

/// <summary>A version in the history of a client's rules.</summary>
/// <param name="Version">From 1.</param>
/// <param name="State"><c>draft</c>, <c>published</c> (in force), <c>replaced</c> (was in force) or <c>discarded</c>.</param>
/// <param name="At">When it was written.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Source"><c>file</c> or <c>dashboard</c>.</param>
/// <param name="Hash">SHA-256 of the text, 64 hex digits.</param>
/// <param name="PublishedAt">When it was put in force last; null for a draft, and for a file that the hub began with.</param>
/// <param name="PublishedBy">Who put it in force; empty where nobody is recorded.</param>
/// <param name="Note">Why, in that person's words; may be empty.</param>
public sealed record MappingEntry(int Version, string State, DateTimeOffset At, string By, string Source, string Hash, DateTimeOffset? PublishedAt, string PublishedBy, string Note)
{
    /// <summary>State of a version that may come next.</summary>
    public const string Draft = "draft";

    /// <summary>State of the version in force.</summary>
    public const string Published = "published";

    /// <summary>State of a version that was in force.</summary>
    public const string Replaced = "replaced";

    /// <summary>State of a draft that was put away.</summary>
    public const string Discarded = "discarded";

    /// <summary>Source of what a mapping file said.</summary>
    public const string FromFile = "file";

    /// <summary>Source of what a person wrote in dashboard, API or command line.</summary>
    public const string FromPerson = "dashboard";
}
