using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Polling;

/// <summary>A wished read that is due.</summary>
internal sealed record DueFetch(long Id, string Client, string Connection, string Kind, string ObjectId, long Envelope, long DueAt, int Attempts, bool Historical)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "id, client, connection, kind, object_id, envelope, due_at, attempts, historical";

    /// <summary>Reads a row.</summary>
    public static DueFetch Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6), row.GetInt32(7), row.GetBoolean(8));
}
