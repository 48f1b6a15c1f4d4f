using IntegrationHub.Hub.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Backfilling;

/// <summary>Reads rows of readings of the past.</summary>
internal static class BackfillRows
{
    /// <summary>All columns; a condition follows.</summary>
    public const string Sql = """select id,client,connection,stream,since,until,historical,"by",asked_at,state,cursor,records,added,first_at,last_at,next_at,failures,failure,ended_at from backfill""";

    /// <summary>One row.</summary>
    public static BackfillRow Read(SqliteDataReader r) => new()
    {
        Id = r.GetInt64(0), Client = r.GetString(1), Connection = r.GetString(2), Stream = r.GetString(3), Since = r.GetInt64(4), Until = r.GetInt64(5), Historical = r.GetBoolean(6), By = r.GetString(7),
        AskedAt = r.GetInt64(8), State = r.GetString(9), Cursor = r.IsDBNull(10) ? null : r.GetString(10), Records = r.GetInt64(11), Added = r.GetInt64(12), FirstAt = r.IsDBNull(13) ? null : r.GetInt64(13),
        LastAt = r.IsDBNull(14) ? null : r.GetInt64(14), NextAt = r.GetInt64(15), Failures = r.GetInt32(16), Failure = r.IsDBNull(17) ? null : r.GetString(17), EndedAt = r.IsDBNull(18) ? null : r.GetInt64(18),
    };

    /// <summary>How far a reading is, from 0 to 1, by the times of what came; null while that cannot be told.</summary>
    public static double? Progress(BackfillRow row)
    {
        if (row.State == BackfillRow.Done)
        {
            return 1;
        }

        if (row.LastAt is not { } last || row.FirstAt is not { } first || row.Until <= row.Since)
        {
            return row.Records == 0 ? 0 : null;
        }

        // Tools give the oldest first, or the newest.
        var part = last >= first ? (last - row.Since) / (double)(row.Until - row.Since) : (row.Until - last) / (double)(row.Until - row.Since);
        return Math.Clamp(part, 0, 0.99);
    }
}
