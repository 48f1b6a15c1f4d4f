using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Processing;

/// <summary>A person's word that runs of rules are to rest until a time: an envelope of the lane, so that no timer of theirs races it.</summary>
/// <param name="Runs">Ids of the runs.</param>
/// <param name="Until">Not before this time.</param>
/// <param name="By">Whose word it is.</param>
/// <param name="Note">Why; may be empty.</param>
internal sealed record HoldDeed(ImmutableArray<string> Runs, DateTimeOffset Until, string By, string Note)
{
    /// <summary>Name of the deed and of its event.</summary>
    public const string Name = "hub.held";

    /// <summary>The deed in an envelope; null when it is none.</summary>
    public static HoldDeed? Of(Normalised normalised)
    {
        if (DeedEnvelope.Find(normalised, Name) is not { } fact
            || !DateTimeOffset.TryParse(fact.Property("notBefore").ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until))
        {
            return null;
        }

        try
        {
            return new([.. JsonSerializer.Deserialize<string[]>(fact.Property("runs").ToString()) ?? []], until, fact.Property("by").ToString(), fact.Property("note").ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True while one of the runs would go on before: then the deed is to be carried out.</summary>
    public bool IsOpen(StoreReader reader, string client) => reader.Scalar<long>(
        "select exists (select 1 from run where client=@p0 and ended_at is null and due_at<@p2 and id in (select value from json_each(@p1)))", client, SqlList.Of(Runs), Until.ToUnixTimeMilliseconds()) == 1;
}
