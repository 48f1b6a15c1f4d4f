using System.Globalization;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Contacts;

namespace IntegrationHub.Hub.Processing;

/// <summary>A person's word that another version of the rules is to be in force: an envelope of the lane, so that before and after are a place in its order.</summary>
/// <param name="Version">The version.</param>
/// <param name="Runs">What becomes of the runs that are open.</param>
/// <param name="By">Whose word it is.</param>
/// <param name="Note">Why, in that person's words; may be empty.</param>
/// <param name="At">When it was said.</param>
internal sealed record PublishDeed(int Version, OpenRuns Runs, string By, string Note, DateTimeOffset At)
{
    /// <summary>Name of the deed and of its event.</summary>
    public const string Name = "hub.published";

    /// <summary>The deed in an envelope; null when it is none.</summary>
    public static PublishDeed? Of(Normalised normalised)
    {
        return DeedEnvelope.Find(normalised, Name) is { } fact && int.TryParse(fact.Property("version").ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(version, Enum.TryParse<OpenRuns>(fact.Property("runs").ToString(), true, out var runs) ? runs : OpenRuns.Finish, fact.Property("by").ToString(), fact.Property("note").ToString(), fact.OccurredAt)
            : null;
    }
}
