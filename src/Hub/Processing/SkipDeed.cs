using System.Collections.Immutable;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>A person's word that runs of rules are not to go on: an envelope of the lane, so that no timer of theirs races it.</summary>
/// <param name="Runs">Ids of the runs.</param>
/// <param name="By">Whose word it is.</param>
/// <param name="Note">Why; may be empty.</param>
internal sealed record SkipDeed(ImmutableArray<string> Runs, string By, string Note)
{
    /// <summary>Name of the deed and of its event.</summary>
    public const string Name = "hub.skipped";

    /// <summary>Most runs of one deed; a person who skips more says so in several.</summary>
    public const int Most = 200;

    /// <summary>The deed in an envelope; null when it is none.</summary>
    public static SkipDeed? Of(Normalised normalised)
    {
        if (DeedEnvelope.Find(normalised, Name) is not { } fact)
        {
            return null;
        }

        try
        {
            return new([.. JsonSerializer.Deserialize<string[]>(fact.Property("runs").ToString()) ?? []], fact.Property("by").ToString(), fact.Property("note").ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True while one of the runs is open: then the deed is to be carried out.</summary>
    public bool IsOpen(StoreReader reader, string client) => reader.Scalar<long>(
        "select exists (select 1 from run where client=@p0 and ended_at is null and id in (select value from json_each(@p1)))", client, SqlList.Of(Runs)) == 1;
}
