using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Connectors.Contract;
using IntegrationHub.Hub.Contacts;
using IntegrationHub.Hub.Storage;
using IntegrationHub.Journey;

namespace IntegrationHub.Hub.Processing;

/// <summary>A person's word about what is coming up: runs of rules are not to go on, or to rest until a time. An envelope of the lane, so that no timer of theirs races it.</summary>
/// <param name="Runs">Ids of the runs.</param>
/// <param name="Until">Not before this time; null when they are skipped.</param>
/// <param name="By">Whose word it is.</param>
/// <param name="Note">Why; may be empty.</param>
internal sealed record ComingDeed(ImmutableArray<string> Runs, DateTimeOffset? Until, string By, string Note)
{
    /// <summary>Name of the deed and of its event when runs are skipped.</summary>
    public const string Skipped = "hub.skipped";

    /// <summary>Name of the deed and of its event when runs are held.</summary>
    public const string Held = "hub.held";

    /// <summary>Most runs of one deed; a person who means more says so in several.</summary>
    public const int Most = 200;

    /// <summary>The deed in an envelope; null when it is none.</summary>
    public static ComingDeed? Of(Normalised normalised) =>
        DeedEnvelope.Find(normalised, Skipped) is { } skipped ? Of(skipped, null)
        : DeedEnvelope.Find(normalised, Held) is { } held && DateTimeOffset.TryParse(held.Property("notBefore").ToString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until) ? Of(held, until)
        : null;

    /// <summary>True while one of the runs is open, and would go on before the time: then the deed is to be carried out.</summary>
    public bool IsOpen(StoreReader reader, string client) => reader.Scalar<long>(
        "select exists (select 1 from run where client=@p0 and ended_at is null and (@p2 is null or due_at<@p2) and id in (select value from json_each(@p1)))",
        client, SqlList.Of(Runs), Until?.ToUnixTimeMilliseconds()) == 1;

    private static ComingDeed? Of(JourneyEvent fact, DateTimeOffset? until)
    {
        try
        {
            return new([.. JsonSerializer.Deserialize<string[]>(fact.Property("runs").ToString()) ?? []], until, fact.Property("by").ToString(), fact.Property("note").ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
