using IntegrationHub.Hub.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Hub.Connecting;

/// <summary>How logins and connections are read from the store.</summary>
internal static class StoredRows
{
    internal const string GrantsSql =
        "select id,client,connector,kind,account,name,base_url,thing,scopes,\"by\",made_at,signed_in_at,access_until,refresh_until,renewed_at,ended_at,reason,lease_owner,lease_until,epoch from stored_grant";

    internal const string ConnectionsSql = "select client,id,\"grant\",role,is_primary,thing,name,settings,\"by\",made_at from stored_connection where removed_at is null";

    internal static StoredGrant Grant(SqliteDataReader r) => new()
    {
        Id = r.GetString(0), Client = r.GetString(1), Connector = r.GetString(2), Kind = r.GetString(3), Account = r.GetString(4), Name = r.GetString(5), BaseUrl = Text(r, 6), Thing = Text(r, 7),
        Scopes = Text(r, 8), By = r.GetString(9), MadeAt = r.GetInt64(10), SignedInAt = r.GetInt64(11), AccessUntil = Number(r, 12), RefreshUntil = Number(r, 13), RenewedAt = Number(r, 14),
        EndedAt = Number(r, 15), Reason = Text(r, 16), LeaseOwner = Text(r, 17), LeaseUntil = Number(r, 18), Epoch = r.GetInt64(19),
    };

    internal static StoredConnection Connection(SqliteDataReader r) => new()
    {
        Client = r.GetString(0), Id = r.GetString(1), Grant = r.GetString(2), Role = r.GetString(3), IsPrimary = r.GetInt64(4) != 0, Thing = r.GetString(5), Name = r.GetString(6), Settings = r.GetString(7),
        By = r.GetString(8), MadeAt = r.GetInt64(9),
    };

    private static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static long? Number(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt64(column);
}
