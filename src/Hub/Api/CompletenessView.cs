using IntegrationHub.Hub.Storage.Rows;

namespace IntegrationHub.Hub.Api;

/// <summary>How many records of a stream came into being on a day: by the tool's count and by the hub's.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Day">The day in the client's time zone.</param>
/// <param name="Theirs">What the tool counted.</param>
/// <param name="Ours">What the hub held then; more than the tool's where something was deleted there since.</param>
/// <param name="Missing">How many are missing now.</param>
/// <param name="Repaired">How many were missing once and are there now.</param>
/// <param name="Repairs">How often the stream was read again because of this day.</param>
/// <param name="CountedAt">When it was counted.</param>
public sealed record CompletenessView(string Connection, string Stream, DateOnly Day, long Theirs, long Ours, long Missing, long Repaired, int Repairs, DateTimeOffset CountedAt)
{
    internal static CompletenessView Of(CompletenessRow r) => new(
        r.Connection, r.Stream, new DateOnly(r.Day / 10000, r.Day / 100 % 100, r.Day % 100), r.Theirs, r.Ours, r.Missing, r.Repaired, r.Repairs, DateTimeOffset.FromUnixTimeMilliseconds(r.CountedAt));
}
