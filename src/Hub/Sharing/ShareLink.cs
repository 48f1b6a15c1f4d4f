using IntegrationHub.Hub.Storage;

namespace IntegrationHub.Hub.Sharing;

/// <summary>A link to a rule's page, as people look after it. Its secret is not in it.</summary>
/// <param name="Id">Row id.</param>
/// <param name="Client">Client id.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Version">Version of the rules whose words it shows.</param>
/// <param name="Wording">Mark of these words.</param>
/// <param name="For">For whom it was made.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="ExpiresAt">From when it opens nothing.</param>
/// <param name="OpenedAt">When it was opened first, by a person or by what looks through their mail; null while it never was.</param>
/// <param name="Answer">The answer; null while there is none.</param>
/// <param name="TakenBackAt">When it was taken back; null while it was not.</param>
/// <param name="TakenBackBy">Who took it back.</param>
/// <param name="NotedAt">When somebody here noted the answer; null while nobody did.</param>
public sealed record ShareLink(
    long Id, string Client, string Rule, int Version, string Wording, string For, string By, DateTimeOffset At, DateTimeOffset ExpiresAt, DateTimeOffset? OpenedAt, ShareAnswer? Answer,
    DateTimeOffset? TakenBackAt, string? TakenBackBy, DateTimeOffset? NotedAt)
{
    /// <summary>How far it has come.</summary>
    public ShareState StateAt(DateTimeOffset now) => Answer is { } answer ? answer.Agreed ? ShareState.Agreed : ShareState.Remarked
        : TakenBackAt is not null ? ShareState.TakenBack
        : now >= ExpiresAt ? ShareState.RanOut
        : OpenedAt is null ? ShareState.Waiting : ShareState.Opened;

    internal const string Columns = "id,client,rule,version,wording,\"for\",\"by\",at,expires_at,opened_at,answer,answered_by,answered_at,remark,taken_back_at,taken_back_by,noted_at";

    internal static ShareLink Read(Microsoft.Data.Sqlite.SqliteDataReader r)
    {
        return new(
            r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetString(4), r.GetString(5), r.GetString(6), Time(7)!.Value, Time(8)!.Value, Time(9),
            r.IsDBNull(10) ? null : new(r.GetString(10) == ShareAnswer.Yes, r.GetString(11), Time(12)!.Value, r.IsDBNull(13) ? "" : r.GetString(13)), Time(14), r.IsDBNull(15) ? null : r.GetString(15), Time(16));

        DateTimeOffset? Time(int column) => r.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(column));
    }

    /// <summary>The links to rules of a client, the newest first.</summary>
    internal static List<ShareLink> Of(StoreReader reader, string client) =>
        reader.Query($"select {Columns} from shared_rule where client=@p0 order by id desc", Read, client);

    /// <summary>Answers that nobody here noted yet, the newest first.</summary>
    internal static List<ShareLink> News(StoreReader reader, string client) =>
        reader.Query($"select {Columns} from shared_rule where client=@p0 and answered_at is not null and noted_at is null order by answered_at desc", Read, client);
}
